package io.lockstep.app.containers.docker;

import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// An engine of the test's own, so that it can be killed and its disk can be full.
final class PrivateEngine implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/dockerd");

    private final List<String> flags;
    private final Path folder;
    private final Path data;
    private boolean mounted;
    private boolean killed;
    private Process process;

    /// @param megabytes size of the disk it keeps everything on; empty for the machine's own
    PrivateEngine(Path folder, Optional<Integer> megabytes)
            throws IOException, InterruptedException {
        this(folder, megabytes, List.of());
    }

    /// @param flags further ones it is started with
    PrivateEngine(Path folder, Optional<Integer> megabytes, List<String> flags)
            throws IOException, InterruptedException {
        this.flags = flags;
        needs(Files.isExecutable(PROGRAM), "needs Debian's package docker.io");
        needs("root".equals(System.getProperty("user.name")), "needs root to start an engine");
        this.folder = folder;
        this.data = Files.createDirectories(folder.resolve("data"));
        if (megabytes.isPresent()) {
            mount(megabytes.get());
        }
        process = start();
    }

    private static void needs(boolean there, String what) {
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail(what);
        }
        if (!there) {
            System.out.println("SKIPPED: " + what);
        }
        Assumptions.assumeTrue(there, what);
    }

    private void mount(int megabytes) throws IOException, InterruptedException {
        var disk = folder.resolve("disk");
        try (var file =
                Files.newByteChannel(
                        disk, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            file.position(megabytes * 1_048_576L - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        var made = ran("mkfs.ext4", "-q", "-F", disk.toString());
        mounted = made && ran("mount", "-o", "loop", disk.toString(), data.toString());
        needs(mounted, "needs a loop device for a small disk");
    }

    private boolean ran(String... command) throws IOException, InterruptedException {
        var tool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("tools.log").toFile())
                        .start();
        return tool.waitFor() == 0;
    }

    /// It shares the bridge of the machine's own engine: one told to have none removes `docker0`.
    private Process start() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                PROGRAM.toString(),
                                "--data-root",
                                data.toString(),
                                "--exec-root",
                                folder.resolve("x").toString(),
                                "--pidfile",
                                folder.resolve("pid").toString(),
                                "-H",
                                address(),
                                "--bridge=docker0",
                                "--iptables=false",
                                "--ip-forward=false",
                                "--storage-driver=vfs"));
        command.addAll(flags);
        var started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("dockerd.log").toFile()))
                        .start();
        Assertions.assertTrue(
                Eventually.see(this::answers, up -> up), "the private engine answers");
        return started;
    }

    String address() {
        return "unix://" + socket();
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private boolean answers() {
        try (var host = DockerHost.open(Optional.of(address()))) {
            return host.read().runtime().equals(host.runtime());
        } catch (ProblemException e) {
            return false;
        }
    }

    /// As a power cut would: no chance to tidy up.
    void kill() {
        killed = true;
        var all = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    void startAgain() throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        process = start();
    }

    /// An engine that was killed leaves a mount of its own on the folder, above the disk.
    private void unmount() throws IOException, InterruptedException {
        boolean left = mounted || killed;
        while (left) {
            left = ran("umount", "-l", data.toString());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
            unmount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

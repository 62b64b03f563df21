package io.lockstep.app.containers.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A real SSH server on loopback with its own host key, which one user's key may enter.
public final class SshServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final String extra;
    private Optional<Process> process = Optional.empty();

    /// @param extra further lines of its configuration
    public SshServer(Path folder, String extra) throws IOException, InterruptedException {
        this.folder = folder;
        this.extra = extra;
        this.port = freePort();
        key("host");
        key("user");
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        know("host");
        start();
    }

    /// Makes a key pair of that name.
    public Path key(String name) throws IOException, InterruptedException {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(name).toString());
        return folder.resolve(name);
    }

    /// Writes the file of known hosts as if the server had that key.
    public void know(String name) throws IOException {
        var parts = Files.readString(folder.resolve(name + ".pub")).split(" ", 3);
        Files.writeString(
                knownHosts(), "[127.0.0.1]:%d %s %s\n".formatted(port, parts[0], parts[1]));
    }

    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /// @param socket of an engine, behind this server
    public String address(String socket, String options) {
        return "ssh://%s@127.0.0.1:%d%s?known_hosts=%s%s"
                .formatted(System.getProperty("user.name"), port, socket, knownHosts(), options);
    }

    public String keyOption() {
        return "&key=" + folder.resolve("user");
    }

    /// The folder its own process wants belongs to the service, which may never have run here.
    public void start() throws IOException, InterruptedException {
        if (Files.isWritable(Path.of("/run"))) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        var config = folder.resolve("sshd_config");
        Files.writeString(
                config,
                """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin yes
                %s
                """
                        .formatted(
                                port, folder.resolve("host"), folder.resolve("authorized"), extra));
        process =
                Optional.of(
                        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("sshd.log").toFile())
                                .start());
        listening();
    }

    private void listening() throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end && process.map(Process::isAlive).orElse(false)) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException(Files.readString(folder.resolve("sshd.log")));
    }

    /// With everybody who is logged in.
    public void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().descendants().forEach(ProcessHandle::destroyForcibly);
            process.get().destroyForcibly().waitFor();
        }
    }

    /// Runs a program to its end and tells what it said.
    public static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

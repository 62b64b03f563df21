package io.lockstep.app.containers.registry;

import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Debian's registry on a free port of this machine, with its blobs in the test's folder.
public final class TestRegistry implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

    private final Path folder;
    private final int port = freePort();
    private final Process process;

    private TestRegistry(Path folder, String auth) throws IOException {
        needed();
        this.folder = folder;
        var config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """
                        .formatted(folder.resolve("blobs"), port, auth));
        process =
                new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        Assertions.assertTrue(Eventually.see(this::answers, up -> up), "the registry answers");
    }

    public static TestRegistry open(Path folder) throws IOException {
        return new TestRegistry(folder, "");
    }

    /// One that wants this login for everything.
    public static TestRegistry withLogin(Path folder, String user, String password)
            throws IOException {
        var file = folder.resolve("htpasswd");
        var salt = "sixteen bytes!!!".getBytes(StandardCharsets.US_ASCII);
        var hash = OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 5);
        Files.writeString(file, user + ":" + hash + "\n");
        return new TestRegistry(folder, "auth: {htpasswd: {realm: test, path: %s}}".formatted(file));
    }

    private static void needed() {
        var there = Files.isExecutable(PROGRAM);
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail("needs Debian's package docker-registry");
        }
        if (!there) {
            System.out.println("SKIPPED: needs Debian's package docker-registry");
        }
        Assumptions.assumeTrue(there, "needs Debian's package docker-registry");
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// Pushes what is on the host under that reference, which must begin with [#host].
    ///
    /// @param config folder of the docker command's `config.json`
    public void push(String reference, Path config) throws IOException, InterruptedException {
        var push =
                new ProcessBuilder("docker", "--config", config.toString(), "push", "-q", reference)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("push.log").toFile())
                        .start();
        if (push.waitFor() != 0) {
            Assertions.fail(Files.readString(folder.resolve("push.log")));
        }
    }

    /// Changes one byte of the largest blob that is stored.
    public void corruptLargestBlob() throws IOException {
        try (var files = Files.walk(folder.resolve("blobs"))) {
            var largest =
                    files.filter(file -> file.endsWith("data"))
                            .max(Comparator.comparingLong(file -> file.toFile().length()))
                            .orElseThrow();
            var bytes = Files.readAllBytes(largest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(largest, bytes);
        }
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

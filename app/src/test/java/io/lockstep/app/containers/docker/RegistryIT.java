package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from a real registry on loopback, and from one that only refuses.
@NeedsDocker
class RegistryIT {
    private static final Path REGISTRY = Path.of("/usr/bin/docker-registry");

    @TempDir private Path folder;

    private final Raw others = new Raw();
    private final String prefix = others.prefix;
    private final DockerHost host = DockerHost.open(Optional.empty());

    @AfterEach
    void clean() {
        host.close();
        others.close();
    }

    @Test
    void aPulledImageIsOnTheHostAndItsProgressWasTold() throws Exception {
        try (var registry = new Registry()) {
            var reference = registry.pushed();
            var lines = new ArrayList<String>();

            var image = host.pull(reference, lines::add);

            assertThat(host.image(reference)).contains(image);
            assertThat(lines).anyMatch(line -> line.startsWith("Status: Downloaded"));
            assertProblem(() -> host.pull(reference + "-none", _ -> {}), "docker.imageUnknown");
            host.removeImage(image.id());
        }
    }

    @Test
    void aLayerThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
        try (var registry = new Registry()) {
            var reference = registry.pushed();
            registry.corruptLargestBlob();

            assertProblem(() -> host.pull(reference, _ -> {}), "docker.imageCorrupted");
            assertThat(host.image(reference)).isEmpty();
        }
    }

    @Test
    void aRegistryThatLimitsPullsIsNamed() throws Exception {
        var limited =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        limited.createContext(
                "/v2/",
                exchange -> {
                    var manifest = exchange.getRequestURI().getPath().contains("/manifests/");
                    var body =
                            "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(manifest ? 429 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        limited.start();
        try {
            var reference = "127.0.0.1:" + limited.getAddress().getPort() + "/mlnode:1";

            assertProblem(() -> host.pull(reference, _ -> {}), "docker.pullRateLimited");
        } finally {
            limited.stop(0);
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAFailedPull() throws Exception {
        var reference = "127.0.0.1:" + freePort() + "/mlnode:1";

        assertProblem(() -> host.pull(reference, _ -> {}), "docker.pullFailed");
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static void assertProblem(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code));
    }

    /// Debian's registry on a free port, with its blobs in the test's folder.
    private final class Registry implements AutoCloseable {
        private final int port = freePort();
        private final Process process;

        Registry() throws IOException {
            Assumptions.assumeTrue(
                    Files.isExecutable(REGISTRY), "needs Debian's package docker-registry");
            var config = folder.resolve("registry.yml");
            Files.writeString(
                    config,
                    """
                    version: 0.1
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%d"}
                    """
                            .formatted(folder.resolve("blobs"), port));
            process =
                    new ProcessBuilder(REGISTRY.toString(), "serve", config.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("registry.log").toFile())
                            .start();
            assertThat(Eventually.see(this::answers, up -> up)).isTrue();
        }

        private boolean answers() {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }

        /// Pushes the echo image and removes it from the host again.
        String pushed() throws IOException, InterruptedException {
            var reference = "127.0.0.1:" + port + "/" + prefix + ":1.0.0";
            var image = TestImages.load(host, reference, Map.of());
            var push =
                    new ProcessBuilder("docker", "push", "-q", reference)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("push.log").toFile())
                            .start();
            assertThat(push.waitFor()).as("see push.log").isZero();
            host.removeImage(image.id());
            return reference;
        }

        void corruptLargestBlob() throws IOException {
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

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}

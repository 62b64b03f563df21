package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The control socket and users other than its owner. Only root can become one of them.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ControlPeerTest {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir private Path folder;
    private Path socket;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        Needed.that(
                "root".equals(System.getProperty("user.name")),
                "only root can become another user");
        Needed.that(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        socket = folder.resolve("run").resolve("engine.sock");
        server =
                ControlServer.open(
                        socket, Desks.saying(ControlPeerTest::status), new FakeObserving());
        letOthersRun();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theOwnerIsAnswered() throws Exception {
        assertThat(knock(List.of())).startsWith("{\"v\":1,\"id\":3,\"status\":");
    }

    @Test
    void anotherUserCannotEvenReachTheSocket() throws Exception {
        assertThat(knock(AS_NOBODY)).startsWith("failed: Permission denied");
    }

    @Test
    void anotherUserIsNotAnsweredEvenWhereTheFilesWereOpenedToAll() throws Exception {
        allow(folder.resolve("run"), "rwxrwxrwx");
        allow(socket, "rwxrwxrwx");

        assertThat(knock(AS_NOBODY))
                .matches("(closed|failed: (Broken pipe|Connection reset.*))\\s*");
        assertThat(knock(List.of())).startsWith("{\"v\":1,\"id\":3,\"status\":");
    }

    private String knock(List<String> as) throws IOException, InterruptedException {
        var command = new ArrayList<>(as);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.toString(),
                        Knock.class.getName(),
                        socket.toString()));
        var knocking = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(knocking.getInputStream().readAllBytes(), UTF_8);
        assertThat(knocking.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void letOthersRun() throws IOException {
        allow(folder, "rwxr-xr-x");
        var place = folder;
        for (var part : Knock.class.getPackageName().split("\\.", -1)) {
            place = Files.createDirectory(place.resolve(part));
            allow(place, "rwxr-xr-x");
        }
        try (var code = Knock.class.getResourceAsStream("Knock.class")) {
            var file = place.resolve("Knock.class");
            Files.copy(Objects.requireNonNull(code), file);
            allow(file, "rw-r--r--");
        }
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static EngineStatus status() {
        return new EngineStatus(
                "test",
                1,
                Instant.EPOCH,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty());
    }
}

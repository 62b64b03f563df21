package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.ssh.SshServer;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.testing.NeedsSshd;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The engine of this machine, reached as if it were another one's: through a real SSH server.
@NeedsDocker
@NeedsSshd
@Timeout(180)
class SshHostIT {
    private static final String SOCKET = "/var/run/docker.sock";

    @TempDir private Path folder;

    private Optional<SshServer> started = Optional.empty();

    @BeforeEach
    void aServer() throws Exception {
        started = Optional.of(new SshServer(folder, ""));
    }

    @AfterEach
    void noServer() {
        started.ifPresent(SshServer::close);
    }

    private SshServer server() {
        return started.orElseThrow();
    }

    @Test
    void theEngineBehindAKnownServerIsReadWithAKeyFile() {
        try (var reader = open(server().address(SOCKET, server().keyOption()))) {
            assertThat(reader.engine().name()).isEqualTo("Docker");
            assertThat(reader.containers()).isNotNull();
        }
    }

    @Test
    void theAgentSignsWhereNoKeyFileIsNamed() throws Exception {
        var agent = folder.resolve("agent.sock");
        var process =
                new ProcessBuilder("ssh-agent", "-D", "-a", agent.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(Eventually.see(() -> Files.exists(agent), there -> there)).isTrue();
            SshServer.run(
                    "env",
                    "SSH_AUTH_SOCK=" + agent,
                    "ssh-add",
                    "-q",
                    folder.resolve("user").toString());
            var places = new DockerPlaces(Map.of("SSH_AUTH_SOCK", agent.toString()), folder);
            var address = places.find(Optional.of(server().address(SOCKET, "")));

            try (var reader = DockerReader.at(address)) {
                assertThat(reader.engine().name()).isEqualTo("Docker");
            }
        } finally {
            process.destroy();
        }
    }

    @Test
    void aServerNobodyRecordedIsRefusedWithItsFingerprint() throws Exception {
        Files.writeString(server().knownHosts(), "");
        var print = SshServer.run("ssh-keygen", "-l", "-f", folder.resolve("host.pub").toString());

        assertProblem(
                () -> open(server().address(SOCKET, server().keyOption())),
                "ssh.hostKeyUnknown",
                print.split(" ", 3)[1]);
        assertThat(Files.readString(server().knownHosts())).isEmpty();
    }

    @Test
    void aServerWithAnotherKeyThanRecordedIsRefused() throws Exception {
        server().key("other");
        server().know("other");

        assertProblem(
                () -> open(server().address(SOCKET, server().keyOption())),
                "ssh.hostKeyChanged",
                "somebody stands in between");
    }

    @Test
    void aKeyTheServerDoesNotAcceptIsTold() throws Exception {
        var stranger = server().key("stranger");

        assertProblem(
                () -> open(server().address(SOCKET, "&key=" + stranger)),
                "ssh.loginRefused",
                stranger.toString());
    }

    @Test
    void aSocketThatIsNotThereIsToldApartFromAFailedLogin() {
        assertProblem(
                () -> open(server().address("/nowhere.sock", server().keyOption())),
                "ssh.noSocket",
                "The login at");
    }

    @Test
    void aServerThatIsAwayIsToldAndOneThatComesBackIsReachedAgain() throws Exception {
        try (var reader = open(server().address(SOCKET, server().keyOption()))) {
            assertThat(reader.containers()).isNotNull();

            server().kill();
            assertProblem(reader::containers, "ssh.unreachable", "Connection refused");

            server().start();
            assertThat(reader.containers()).isNotNull();
        }
    }

    @Test
    void aServerThatForwardsNoSocketsIsPassedThroughItsDockerCommand() throws Exception {
        server().close();
        try (var strict =
                        new SshServer(
                                Files.createDirectory(folder.resolve("strict")),
                                "AllowStreamLocalForwarding no");
                var reader = open(strict.address(SOCKET, strict.keyOption()))) {
            assertThat(reader.engine().name()).isEqualTo("Docker");
        }
    }

    private static DockerReader open(String address) {
        return DockerReader.open(Optional.of(address));
    }

    private static void assertProblem(ThrowingCallable act, String code, String said) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code))
                .hasMessageContaining(said);
    }
}

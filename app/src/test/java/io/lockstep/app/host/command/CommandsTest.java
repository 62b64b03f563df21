package io.lockstep.app.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.process.ProcessHost;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every place promises, here and over a real SSH connection.
class CommandsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProgramsExitAndAllItPrintedAreGiven(boolean ssh) throws Exception {
        try (var places = new Places(folder, ssh)) {
            var outcome =
                    places.place()
                            .run(
                                    List.of("sh", "-c", "echo 'one  two'; echo three >&2; exit 5"),
                                    LONG);

            assertThat(outcome).isInstanceOf(Outcome.Ended.class);
            var ended = (Outcome.Ended) outcome;
            assertThat(ended.exit()).isEqualTo(5);
            assertThat(ended.printed()).contains("one  two\n", "three\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProgramThatIsNotThereIsMissing(boolean ssh) throws Exception {
        try (var places = new Places(folder, ssh)) {
            assertThat(places.place().run(List.of("no-such-program-here"), LONG))
                    .isEqualTo(new Outcome.Missing());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProgramThatDoesNotEndInTimeIsLateAndCounted(boolean ssh) throws Exception {
        try (var places = new Places(folder, ssh)) {
            var place = places.place();
            assertThat(place.run(List.of("echo", "warm"), LONG)).isInstanceOf(Outcome.Ended.class);

            assertThat(place.run(List.of("sleep", "60"), Duration.ofMillis(300)))
                    .isEqualTo(new Outcome.Late());
            assertThat(place.place()).isNotEmpty();
        }
    }

    @Test
    void insideAPlainProcessEveryProgramIsMissingAndNothingIsBroken() throws Exception {
        try (var inside = new ContainerCommand(ProcessHost.open(folder), "9655", "mlnode")) {
            assertThat(inside.run(List.of("nvidia-smi"), LONG)).isEqualTo(new Outcome.Missing());
        }
    }

    @Test
    void aMachineWhoseKeyIsNotKnownIsNotTalkedTo() throws Exception {
        var nobody = Files.writeString(folder.resolve("nobody"), "");
        try (var server = new LoopbackSsh(folder);
                var client = server.client(nobody)) {
            assertThat(client.run(List.of("echo", "x"), LONG))
                    .isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void wordsReachTheFarShellAsTheyAre() {
        assertThat(SshCommand.quoted(List.of("echo", "a b", "it's", "$HOME;", "x=1")))
                .isEqualTo("echo 'a b' 'it'\\''s' '$HOME;' x=1");
    }

    @Test
    void aTargetIsWrittenAsSshWritesIt() {
        assertThat(SshTarget.of("gpu-1", "me")).isEqualTo(new SshTarget("me", "gpu-1", 22));
        assertThat(SshTarget.of("ssh://root@10.0.0.1:2222", "me"))
                .isEqualTo(new SshTarget("root", "10.0.0.1", 2222));
        assertThatThrownBy(() -> SshTarget.of("a b", "me"))
                .hasMessageContaining("names no machine");
        assertThatThrownBy(() -> SshTarget.of("h:99999", "me"))
                .hasMessageContaining("names no machine");
    }

    /// This machine, directly or over its loopback.
    private static final class Places implements AutoCloseable {
        private final Optional<LoopbackSsh> server;
        private final RemoteCommand place;

        Places(Path folder, boolean ssh) throws Exception {
            if (ssh) {
                var loopback = new LoopbackSsh(folder);
                server = Optional.of(loopback);
                place = loopback.client();
            } else {
                server = Optional.empty();
                place = new LocalCommand();
            }
        }

        RemoteCommand place() {
            return place;
        }

        @Override
        public void close() throws IOException {
            place.close();
            if (server.isPresent()) {
                server.get().close();
            }
        }
    }
}

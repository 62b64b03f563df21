package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.Program;
import io.lockstep.app.upgrade.ConsoleLock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each mistake gives one plain sentence and its exit code, and leaves nothing behind.
class BadInputTest {
    private final FakeWorld world = new FakeWorld();

    @TempDir private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status --colour | 2 | There is no option --colour. Nothing was started or changed.",
                "status --jsn | 2 | Read lockstep status --help.",
                "stats | 2 | There is no command stats, only status, console",
                "status --rpc | 2 | A value is missing: --rpc URL.",
                "status --rpc host | 2 | --rpc must be an address such as http://HOST:PORT",
                "status --rest ftp://x | 2 | --rest must be an address",
                "status --config /nowhere.toml | 2 | The settings file /nowhere.toml is not there.",
                "upgrade --step fly | 2 | There is no step fly. Nothing was begun. The steps are",
                "journal --lines many | 2 | --lines must be a whole number, not many.",
                "status | 69 | No address was given for the RPC of the chain.",
                "status --rpc http://127.0.0.1:1 | 69 | http://127.0.0.1:1/status does not answer",
                "upgrade --automatic | 69 | No address was given for the RPC of the chain.",
                "upgrade --home /proc/nowhere --automatic --rpc http://127.0.0.1:1 | 69 | The folder /proc/nowhere/data"
                        + " cannot be written"
            })
    void aMistakeIsOneSentence(String arguments, int exit, String words) {
        var program = new Program(home, _ -> world.host(), _ -> world.engine());

        var code = program.run(arguments.split(" "));

        assertThat(program.err()).contains(words);
        assertThat(program.err()).doesNotContain("Exception", "\tat ");
        assertThat(code).isEqualTo(exit);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aBadSettingsFileNamesItsLine() throws Exception {
        var file = home.resolve("mine.toml");
        Files.writeString(file, "[chain]\nrpc = 'http://a:1'\n");
        var program = new Program(home, _ -> world.host(), _ -> world.engine());

        var code = program.run("status", "--config", file.toString());

        assertThat(code).isEqualTo(2);
        assertThat(program.err()).contains("line 2: chain.rpc is no setting").hasLineCount(1);
    }

    @Test
    void aRestAddressThatAnswers501IsNamed() throws Exception {
        try (var other = new FakeApiNode().otherwise(501)) {
            var program = new Program(home, _ -> world.host(), _ -> world.engine());

            var code = program.runAtHome("status", "--rest", other.uri().toString());

            assertThat(code).isEqualTo(69);
            assertThat(program.err())
                    .contains("with status 501: this node does not know the path.")
                    .contains("Check that the address is the REST address of a Gonka node.");
        }
    }

    @Test
    void anAddressThatTakesConnectionsAndNeverAnswersEndsInTime() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var program = new Program(home, _ -> world.host(), _ -> world.engine());
            var began = System.nanoTime();

            var code =
                    program.runAtHome(
                            "status", "--rpc", "http://127.0.0.1:" + silent.getLocalPort());

            assertThat(code).isEqualTo(69);
            assertThat((System.nanoTime() - began) / 1_000_000_000.0).isLessThan(9);
            assertThat(program.out()).contains("Host ");
        }
    }

    @Test
    void aSecondConsoleBeginsNothing() throws Exception {
        try (var _ = ConsoleLock.take(home.resolve("data")).orElseThrow()) {
            var program = new Program(home, _ -> world.host(), _ -> world.engine());

            var code = program.runAtHome("upgrade", "--automatic", "--rpc", "http://127.0.0.1:1");

            assertThat(code).isEqualTo(1);
            assertThat(program.err())
                    .contains("Another Lockstep is open on this folder (", ", process ");
        }
    }

    @Test
    void aJournalThatCannotBeReadLeavesTheLockFree() throws Exception {
        var data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("lockstep.db"), "this is no database, and long enough\n");
        var program = new Program(home, _ -> world.host(), _ -> world.engine());

        var code = program.runAtHome("upgrade", "--automatic", "--rpc", "http://127.0.0.1:1");

        assertThat(code).isEqualTo(69);
        assertThat(program.err()).contains("The journal").contains("No step was begun");
        assertThat(ConsoleLock.take(data)).isPresent();
    }

    @Test
    void helpShowsExamples() {
        var program = new Program(home, _ -> world.host(), _ -> world.engine());

        assertThat(program.run("status", "--help")).isZero();
        assertThat(program.out()).contains("Examples:").contains("--rpc");
    }
}

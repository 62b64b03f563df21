package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.containers.HostStock.Net;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.Program;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.chain.upgrade.Generation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CleanupCommandTest {
    private final FakeWorld world = new FakeWorld();

    @TempDir private Path home;

    @BeforeEach
    void anEngineAndANetworkNobodyNeeds() {
        world.host()
                .runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"))
                .stocks(
                        new HostStock(
                                List.of(),
                                List.of(),
                                List.of(
                                        new Net(
                                                "left-over",
                                                Map.of("lockstep.upgrade", "v1@2"),
                                                List.of())),
                                List.of(),
                                List.of(new Build("b", 2_000_000, false))));
    }

    @Test
    void withoutYesItOnlyLooks() {
        var program = program();

        var exit = program.runAtHome("cleanup");

        assertThat(exit).as(program.err()).isZero();
        assertThat(program.out())
                .contains("[x] network:left-over, ours, and no container uses it")
                .contains("[ ] build:cache-")
                .contains("container:postgres stays: not ours", "Remove them with --yes.");
        assertThat(world.host().done()).isEmpty();
    }

    @Test
    void theListIsJsonForPrograms() {
        var program = program();

        var exit = program.runAtHome("cleanup", "--json");

        assertThat(exit).as(program.err()).isZero();
        assertThat(program.out())
                .contains("\"id\" : \"network:left-over\"", "\"ticked\" : true", "\"bytesFreed\"");
    }

    @Test
    void aTickForWhatStaysIsAMistakeAndNothingIsRemoved() {
        var program = program();

        var exit = program.runAtHome("cleanup", "--tick", "container:postgres");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(program.err()).contains("container:postgres is not among what may go.");
    }

    @Test
    void keepingAnImageIsSomethingThatHappensOnlyWithYes() {
        var program = program();

        assertThat(program.runAtHome("cleanup", "--shelf", "14d")).isEqualTo(ExitCode.USAGE);
        assertThat(program.err()).contains("Give --yes with it.");
        assertThat(program.runAtHome("cleanup", "--shelf", "soon", "--yes"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void withYesExactlyTheTickedGoesAndASecondRunFindsNothing() {
        var config =
                SimChainConfig.rehearsal(
                        Generation.R1, Duration.ofMillis(100), InstantSource.system());
        try (var chain = SimChain.start(config)) {
            var program = program();
            String[] clean = {"cleanup", "--yes", "--rpc", chain.rpcs().getFirst().toString()};

            var exit = program.runAtHome(clean);

            assertThat(exit).as(program.err()).isZero();
            assertThat(program.out()).contains("removed 1 things");
            assertThat(world.host().done()).containsExactly("remove network left-over");
            assertThat(program.runAtHome(clean)).isZero();
            assertThat(program.out()).contains("Nothing is ticked, so nothing was removed.");
        }
    }

    private Program program() {
        return new Program(home, _ -> world.host(), _ -> world.engine());
    }
}

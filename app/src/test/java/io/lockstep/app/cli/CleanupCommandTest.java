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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        try (var chain = chain()) {
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

    @Test
    void anImageThatWasPutOnTheShelfStaysWhileTheRestGoesUntilItIsTakenOff() throws Exception {
        world.host().has("mlnode:3.0.5");
        try (var chain = chain()) {
            var program = program();
            String[] mine = {"--config", settings(chain)};

            var exit =
                    program.runAtHome(
                            with(
                                    mine,
                                    "cleanup",
                                    "--shelf",
                                    "14d",
                                    "--tick",
                                    "image:mlnode:3.0.5",
                                    "--tick",
                                    "network:left-over",
                                    "--yes"));

            assertThat(exit).as(program.err()).isZero();
            assertThat(program.out())
                    .contains("mlnode:3.0.5 waits on the rollback shelf until", "removed 1 things");
            assertThat(world.host().done()).containsExactly("remove network left-over");
            assertThat(program.runAtHome(with(mine, "cleanup"))).isZero();
            assertThat(program.out())
                    .contains("image:mlnode:3.0.5 stays: on the rollback shelf until");

            assertThat(program.runAtHome(with(mine, "cleanup", "--unshelf", "mlnode:3.0.5")))
                    .isZero();
            assertThat(
                            program.runAtHome(
                                    with(mine, "cleanup", "--tick", "image:mlnode:3.0.5", "--yes")))
                    .isZero();
            assertThat(world.host().image("mlnode:3.0.5")).isEmpty();
        }
    }

    private String settings(SimChain chain) throws IOException {
        var file = home.resolve("mine.toml");
        Files.writeString(
                file,
                """
                [chain]
                rpcs = ["%s"]
                [upgrade]
                image = "mlnode:{tag}"
                """
                        .formatted(chain.rpcs().getFirst()));
        return file.toString();
    }

    private static SimChain chain() {
        return SimChain.start(
                SimChainConfig.rehearsal(
                        Generation.R1, Duration.ofMillis(100), InstantSource.system()));
    }

    private static String[] with(String[] last, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
    }

    private Program program() {
        return new Program(home, _ -> world.host(), _ -> world.engine());
    }
}

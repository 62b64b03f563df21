package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.Program;
import io.lockstep.app.rehearsal.chain.BlockSeen;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.scenario.ScenarioPlayer;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.act.HostRight;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole way with real observers: a proposal appears, is voted, passes, and nobody touches
/// anything.
class UpgradeCommandTest {
    private static final Duration BLOCK = Duration.ofMillis(100);

    private final SimChain chain =
            SimChain.start(SimChainConfig.rehearsal(Generation.R1, BLOCK, InstantSource.system()));

    private final FakeApiNode apiNode =
            new FakeApiNode()
                    .answers("/admin/v1/nodes", FakeApiNode.NODES)
                    .answers("/v3.0.8/api/v1/state", "{\"state\":\"INFERENCE\"}")
                    .answers("/v3.0.8/v1/models", "{\"data\":[]}")
                    .answers("/v3.0.9/api/v1/state", "{\"state\":\"STOPPED\"}")
                    .answers("/v3.0.9/v1/models", "{\"data\":[]}");

    private final FakeWorld world = new FakeWorld();

    @TempDir private Path home;

    @AfterEach
    void close() {
        chain.close();
        apiNode.close();
    }

    @Test
    @Timeout(90)
    void anUpgradeIsCarriedOutFromTheProposalToTheCleanUp() throws Exception {
        var story =
                Scenarios.read("v3.0.9", Scenarios.happyPath().text().replace("v3.0.10", "v3.0.9"));
        var work = Duration.ofSeconds(12).dividedBy(BLOCK);
        try (var _ = ScenarioPlayer.play(chain, story, work, _ -> {});
                var _ = chain.onBlock(this::engineActs)) {
            var program = new Program(home, _ -> world.host(), _ -> world.engine());

            var exit = program.runAtHome("upgrade", "--automatic", "--config", settings());

            assertThat(exit).as(program.err()).isZero();
            assertThat(program.out())
                    .containsSubsequence(
                            "pull, done: mlnode:3.0.9 is on the host",
                            "front, done: engine serves",
                            "candidate, done: answers STOPPED through /v3.0.9",
                            "arm, done: armed for block",
                            "cutover, done: v3.0.9 serves",
                            "settle, done: 20 blocks served by v3.0.9",
                            "clean up, done: nothing of v3.0.8 is left");
        }

        assertThat(world.host().names())
                .containsExactlyInAnyOrder(
                        "postgres",
                        "lockstep-engine",
                        "lockstep-engine-1",
                        "lockstep-mlnode-v3.0.9");
        assertThat(world.outages()).isEmpty();
        assertThat(journal()).contains("pull, intent: bring mlnode:3.0.9 onto the host");
    }

    @Test
    @Timeout(30)
    void aHostWhoseHolderIsGoneIsTakenOverAndThenAnybodyMayTakeIt() throws Exception {
        var lock = HostRight.name(Settings.defaults().engine());
        world.host().hold(lock, new Holder("other", "anna on desk-2, process 4711"));
        var program = new Program(home, _ -> world.host(), _ -> world.engine());

        var exit = program.runAtHome("upgrade", "--take-over");

        assertThat(exit).as(program.err()).isZero();
        assertThat(program.out())
                .contains("anna on desk-2, process 4711 no longer upgrades this host.");
        var next = new Holder("next", "ben");
        assertThat(world.host().hold(lock, next)).isEqualTo(next);
        world.host().release(lock);
        assertThat(program.runAtHome("upgrade", "--take-over")).isZero();
        assertThat(program.out()).contains("Nobody else upgrades this host.");
        assertThat(world.host().hold(lock, next)).isEqualTo(next);
        assertThat(world.host().done()).isEmpty();
    }

    private void engineActs(BlockSeen block) {
        if (world.host().named("lockstep-engine-1").filter(Container::running).isEmpty()) {
            return;
        }
        var armed = world.engine().status().cutover();
        if (armed.filter(c -> c.phase() == Phase.ARMED)
                .filter(c -> block.height() >= c.armed().triggerHeight())
                .isPresent()) {
            world.engine().ends(Phase.SERVING);
            var _ = apiNode.answers("/v3.0.9/api/v1/state", "{\"state\":\"INFERENCE\"}");
        }
    }

    private String journal() {
        var program = new Program(home, _ -> world.host(), _ -> world.engine());
        var _ = program.runAtHome("journal");
        return program.out();
    }

    private String settings() throws Exception {
        var file = home.resolve("mine.toml");
        var text =
                """
                [chain]
                rpcs = ["%s", "%s"]
                rest = "%s"
                poll = "100ms"
                [api_node]
                admin = "%s"
                [engine]
                url = "%s"
                [upgrade]
                image = "mlnode:{tag}"
                settle_blocks = 20
                """
                        .formatted(
                                chain.rpcs().get(0),
                                chain.rpcs().get(1),
                                chain.rest(),
                                apiNode.uri(),
                                apiNode.uri());
        Files.writeString(file, text);
        return file.toString();
    }
}

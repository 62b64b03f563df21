package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static io.lockstep.engine.handover.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Entry;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.FakeMlNode.Trait;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Errand;
import io.lockstep.engine.route.Routing.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CutoversTest {
    @TempDir Path folder;
    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource
    void theIncumbentIsStoppedBeforeTheCandidateIsBroughtUp(CutoverPolicy policy) {
        scene.arm(policy);

        scene.reach(Scene.HEIGHT);
        var record = scene.await(Phase.SERVING);

        assertThat(scene.calls)
                .containsExactly(
                        "old stop",
                        "new up {\"model\":\"Qwen/QwQ-32B\",\"dtype\":\"float16\","
                                + "\"additional_args\":[]}");
        assertThat(scene.defaultUpstream()).contains(NEW);
        assertThat(scene.upstream(NEW)).contains(NEW);
        assertThat(scene.upstream(OLD, Errand.WORK)).contains(NEW);
        assertThat(scene.upstream(OLD, Errand.COMMAND)).contains(OLD);
        assertThat(record.problem()).isEmpty();
        assertThat(record.generation()).isEqualTo(scene.routing.current().generation());
    }

    @Test
    void theRecordTellsEachPhaseInOrder() {
        scene.arm(CutoverPolicy.BRIDGE);
        scene.chainAt(Scene.HEIGHT, Scene.HEIGHT - 1);
        awaitSeen(Scene.HEIGHT);

        scene.reach(Scene.HEIGHT);
        var record = scene.await(Phase.SERVING);

        assertThat(record.log().stream().map(Entry::phase).distinct())
                .containsExactly(
                        Phase.ARMED,
                        Phase.DRAINING,
                        Phase.STOPPING,
                        Phase.WAITING_FOR_GPU,
                        Phase.BRINGING_UP,
                        Phase.SERVING);
        assertThat(record.log().stream().map(Entry::at)).isSorted();
        assertThat(record.blockTime()).contains(FakeChain.timeOf(Scene.HEIGHT));
    }

    @Test
    void theSpansAreThoseBetweenItsOwnGenerations() {
        var loaded = new CompletableFuture<Void>();
        scene.young.loadTakes(loaded);
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        var up = scene.await(Phase.BRINGING_UP);
        Eventually.until(() -> "the load to begin", () -> scene.calls.size() == 2);
        loaded.complete(null);

        var record = scene.await(Phase.SERVING);

        var started = record.startedAt().orElseThrow();
        var waiting = last(record, Phase.DRAINING).at();
        assertThat(record.gapMillis())
                .isEqualTo(waiting.until(record.servingAt().orElseThrow()).toMillis());
        assertThat(record.millisFromBlock())
                .isBetween(0L, started.until(last(up, Phase.STOPPING).at()).toMillis());
    }

    @Test
    void workThatComesEarlyForTheCandidateIsDoneByTheIncumbent() {
        scene.arm(CutoverPolicy.BRIDGE);

        assertThat(scene.upstream(NEW, Errand.WORK)).contains(OLD);
        assertThat(scene.upstream(NEW, Errand.INSPECTION)).contains(NEW);

        scene.cutovers.disarm(scene.record().armed().id());
        assertThat(scene.upstream(NEW, Errand.WORK)).contains(NEW);
    }

    @Test
    void aBridgeServesBothVersionsUntilOlderRequestsHaveEnded() {
        var older = (Decision.Send) scene.send(OLD);
        scene.arm(CutoverPolicy.BRIDGE);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.DRAINING);

        var bridged = (Decision.Send) scene.send(NEW);
        assertThat(bridged.upstream()).isEqualTo(scene.old.address());
        assertThat(scene.defaultUpstream()).contains(OLD);
        assertThat(scene.send(OLD, Errand.COMMAND)).isInstanceOf(Decision.Refuse.class);
        older.done().run();

        Eventually.until(
                () -> "requests to wait",
                () -> scene.routing.current().routes().get(NEW) instanceof Disposition.Hold);
        assertThat(scene.calls).isEmpty();
        assertThat(scene.send(OLD)).isInstanceOf(Decision.Wait.class);
        assertThat(scene.send("none")).isInstanceOf(Decision.Wait.class);
        bridged.done().run();

        assertThat(scene.await(Phase.SERVING).bridged()).isEqualTo(2);
    }

    @Test
    void aHoldLetsRequestsWaitFromTheTriggerOn() {
        var older = (Decision.Send) scene.send(OLD);
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.DRAINING);

        assertThat(scene.send(NEW)).isInstanceOf(Decision.Wait.class);
        assertThat(scene.send("none")).isInstanceOf(Decision.Wait.class);
        assertThat(scene.calls).isEmpty();
        older.done().run();

        scene.await(Phase.SERVING);
    }

    @Test
    void aRefusalAnswersAtOnceAndIsCounted() {
        var older = (Decision.Send) scene.send(OLD);
        scene.routing.counters().refused().increment();
        scene.arm(CutoverPolicy.REFUSE);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.DRAINING);

        assertThat(scene.send(NEW)).isInstanceOf(Decision.Refuse.class);
        older.done().run();

        assertThat(scene.await(Phase.SERVING).refused()).isEqualTo(1);
        scene.routing.counters().refused().increment();
        assertThat(scene.record().refused()).isEqualTo(1);
    }

    @Test
    void whatDoesNotEndWithinTheDrainLimitIsCountedAndCut() {
        var endless = (Decision.Send) scene.send(OLD);
        var armed = scene.cutover(CutoverPolicy.HOLD);
        scene.cutovers.arm(Limits.drain(armed, 50));

        scene.reach(Scene.HEIGHT);
        var record = scene.await(Phase.SERVING);

        assertThat(last(record, Phase.STOPPING).detail()).startsWith("1 requests did not end");
        endless.done().run();
    }

    @Test
    void aRequestOnTheCandidateDelaysNothing() {
        var proof = (Decision.Send) scene.send(NEW);
        scene.arm(CutoverPolicy.BRIDGE);

        scene.reach(Scene.HEIGHT);

        scene.await(Phase.SERVING);
        proof.done().run();
    }

    @Test
    void atAHaltTheSeenHeightMovesNothing() {
        scene.arm(CutoverPolicy.BRIDGE);

        scene.chainAt(Scene.HEIGHT, Scene.HEIGHT - 1);
        awaitSeen(Scene.HEIGHT);

        assertActsOnlyNow();
    }

    @Test
    void aLeadOfOneActsAtThatHalt() {
        scene.cutovers.arm(
                Scene.cutover(
                        "early", CutoverPolicy.BRIDGE, 1, List.of(scene.first, scene.second)));

        scene.chainAt(Scene.HEIGHT, Scene.HEIGHT - 1);

        scene.await(Phase.SERVING);
    }

    @Test
    void oneOfTwoNodesAloneMovesNothing() {
        scene.arm(CutoverPolicy.BRIDGE);

        scene.first.at(Scene.HEIGHT + 500, Scene.HEIGHT + 500);
        Eventually.until(
                () -> "the lone node to be seen",
                () ->
                        scene.cutovers.chain().stream()
                                .flatMap(view -> view.rpcs().stream())
                                .flatMap(rpc -> rpc.status().stream())
                                .anyMatch(status -> status.seenHeight() > Scene.HEIGHT));

        assertActsOnlyNow();
    }

    @Test
    void aStopThatHangsIsWaitedFor() {
        var stopped = new CompletableFuture<Void>();
        scene.old.stopTakes(stopped);
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        Eventually.until(() -> "the stop", () -> scene.calls.contains("old stop"));

        assertThat(scene.record().phase()).isEqualTo(Phase.STOPPING);
        stopped.complete(null);

        scene.await(Phase.SERVING);
        assertThat(scene.young.loads()).isEqualTo(1);
    }

    @Test
    void theGpuIsWaitedForWhereTheCandidateCanTell() {
        scene.old.with(Trait.KEEPS_GPU);
        scene.young.with(Trait.TELLS_GPU);
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.WAITING_FOR_GPU);
        assertThat(scene.calls).containsExactly("old stop");

        scene.gpu.free();

        scene.await(Phase.SERVING);
        assertThat(scene.calls).hasSize(2);
    }

    @Test
    void anIncumbentThatIsGoneIsNotWaitedForLong() {
        scene.arm(CutoverPolicy.HOLD);
        scene.old.close();
        scene.gpu.free();

        scene.reach(Scene.HEIGHT);

        scene.await(Phase.SERVING);
    }

    @Test
    void aLoadThatFailsAtFirstIsTriedAgain() {
        scene.young.with(Trait.LOAD_FAILS);
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        Eventually.until(() -> "two attempts", () -> scene.calls.size() > 2);

        scene.young.without(Trait.LOAD_FAILS);

        var record = scene.await(Phase.SERVING);
        assertThat(record.log().stream().map(Entry::detail))
                .contains("it answered status 200: weights missing");
        assertThat(scene.young.loads()).isEqualTo(1);
    }

    @Test
    void aDiskThatFillsUpStopsNothingAndIsTold() throws Exception {
        scene.arm(CutoverPolicy.BRIDGE);
        var inTheWay = Files.createDirectory(folder.resolve("engine.json.new"));

        scene.reach(Scene.HEIGHT);
        var record = scene.await(Phase.SERVING);

        assertThat(record.problem().orElseThrow().code()).isEqualTo("engine.stateUnwritable");
        assertThat(scene.defaultUpstream()).contains(NEW);
        Files.delete(inTheWay);
        scene.restart();
        scene.await(Phase.SERVING);
        assertThat(scene.defaultUpstream()).contains(NEW);
        assertThat(scene.young.loads()).isEqualTo(1);
    }

    /// Applies the trigger block and sees that nothing began before.
    private void assertActsOnlyNow() {
        var before = Instant.now();
        scene.reach(Scene.HEIGHT);

        assertThat(scene.await(Phase.SERVING).startedAt().orElseThrow()).isAfterOrEqualTo(before);
    }

    private void awaitSeen(long height) {
        Eventually.until(
                () -> "block %d to be seen".formatted(height),
                () ->
                        scene.cutovers
                                .chain()
                                .flatMap(ChainView::head)
                                .filter(head -> head.seenHeight() == height)
                                .isPresent());
    }

    private static Entry last(CutoverRecord record, Phase phase) {
        return record.log().stream()
                .filter(entry -> entry.phase() == phase)
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}

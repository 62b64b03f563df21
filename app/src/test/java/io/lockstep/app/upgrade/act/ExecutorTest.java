package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
    private final FakeWorld world = new FakeWorld();

    @TempDir private Path folder;

    @Test
    void aStepWaitsUntilItIsAskedFor() throws Exception {
        try (var stage = stage()) {
            stage.awaitStep(StepName.PULL, StepState.Ready.class);
            assertThat(world.host().done()).isEmpty();

            stage.executor().carryOut(StepName.PULL);

            stage.awaitStep(StepName.FRONT, StepState.Ready.class);
            assertThat(world.host().done()).containsExactly("pull mlnode:3.0.9");
        }
    }

    @Test
    void aPullTellsHowFarItIsAndOnceCancelledWaitsToBeAskedForAgain() throws Exception {
        world.host().pullsForEver(true);
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.await(snapshot ->
                    snapshot.upgrade().pull().filter(pull -> pull.loaded() == 1).isPresent());

            stage.executor().cancelPull();

            stage.await(snapshot -> says(snapshot, Kind.FAILURE, "was cancelled"));
            stage.awaitStep(StepName.PULL, StepState.Ready.class);
            assertThat(stage.snapshot().upgrade().automatic()).isFalse();
            assertThat(stage.snapshot().upgrade().pull()).isEmpty();
            assertThat(world.host().done()).isEmpty();

            world.host().pullsForEver(false);
            stage.executor().carryOut(StepName.PULL);
            stage.awaitStep(StepName.FRONT, StepState.Ready.class);
        }
    }

    @Test
    void anActHasItsIntentBeforeAndItsEvidenceAfter() throws Exception {
        try (var stage = stage()) {
            stage.awaitStep(StepName.PULL, StepState.Ready.class);

            stage.executor().carryOut(StepName.PULL);

            stage.await(snapshot -> snapshot.journal().size() == 2);
            assertThat(stage.snapshot().journal())
                    .extracting(JournalEntry::kind, JournalEntry::text)
                    .containsExactly(
                            tuple(Kind.EVIDENCE, "mlnode:3.0.9 is on the host"),
                            tuple(Kind.INTENT, "bring mlnode:3.0.9 onto the host"));
        }
    }

    @Test
    void aStepThatIsNotReadyIsNotCarriedOutAndThatIsWritten() throws Exception {
        try (var stage = stage()) {
            stage.awaitStep(StepName.PULL, StepState.Ready.class);

            stage.executor().carryOut(StepName.ARM);

            stage.await(snapshot -> says(snapshot, Kind.NOTE, "arm was asked for"));
            assertThat(world.host().done()).isEmpty();
        }
    }

    @Test
    void aCandidateThatEndsIsAFailureWithItsLastWordsAndAPause() throws Exception {
        world.host().ends("lockstep-mlnode-v3.0.9");
        try (var stage = stage()) {
            stage.executor().automatic(true);

            stage.await(snapshot -> says(snapshot, Kind.FAILURE, "no kernel image"));
            stage.await(snapshot -> current(snapshot).contains("Tries again at"));

            assertThat(current(stage.snapshot())).contains("candidate for v3.0.9 ended");
            assertThat(world.engine().status().defaultUpstream()).contains("v3.0.8");
        }
    }

    @Test
    void aSecondConsoleOnlyLooks() throws Exception {
        try (var stage = new Stage(world, folder, new Crashes(0, false), false)) {
            stage.executor().automatic(true);

            stage.await(snapshot -> current(snapshot).contains("another console is open"));

            assertThat(world.host().done()).isEmpty();
        }
    }

    @Test
    void rollingBackBeforeTheHeightLeavesTheIncumbentAloneAndEndsTheAutomaticMode()
            throws Exception {
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);

            stage.executor().rollBack();

            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "v3.0.8 serves alone"));
            assertThat(world.host().names())
                    .containsExactlyInAnyOrder(
                            "mlnode-308", "postgres", "lockstep-engine", "lockstep-engine-1");
            assertThat(world.engine().status().cutover()).isEmpty();
            assertThat(world.engine().status().routes())
                    .extracting(route -> route.prefix())
                    .containsExactly("v3.0.8");
            stage.await(snapshot -> !snapshot.upgrade().automatic());
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void whileTheCutoverIsUnderWayRollingBackIsRefused() throws Exception {
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            world.engine().ends(Phase.BRINGING_UP);
            stage.look();

            stage.executor().rollBack();

            stage.await(snapshot -> says(snapshot, Kind.FAILURE, "has begun"));
            assertThat(world.host().names()).contains("lockstep-mlnode-v3.0.9");
        }
    }

    @Test
    void onceTheCandidateServesRollingBackSwitchesBackAndRemovesNothing() throws Exception {
        try (var stage = stage()) {
            serves(stage);

            stage.executor().rollBack();

            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "v3.0.8 serves again"));
            assertThat(world.engine().status().defaultUpstream()).contains("v3.0.8");
            assertThat(world.engine().status().upstreams())
                    .extracting(upstream -> upstream.name(), upstream -> upstream.url().getHost())
                    .containsExactly(tuple("v3.0.8", "mlnode-308"), tuple("v3.0.9", "mlnode-308"));
            assertThat(world.host().names()).contains("mlnode-308", "lockstep-mlnode-v3.0.9");
            stage.await(snapshot -> snapshot.upgrade().cleanUp().isEmpty());
            world.advance(FakeWorld.HEIGHT + 20);
            stage.look();
            stage.await(snapshot -> snapshot.plan().filter(Plan::done).isPresent());
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void aWayBackFromAWayBackIsAnUpgradeWithItsCleanUp() throws Exception {
        try (var stage = stage()) {
            serves(stage);
            stage.executor().rollBack();
            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "v3.0.8 serves again"));

            stage.executor().rollBack();

            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "v3.0.9 serves again"));
            assertThat(world.engine().status().defaultUpstream()).contains("v3.0.9");
            world.advance(FakeWorld.HEIGHT + 20);
            stage.look();
            stage.awaitStep(StepName.CLEAN_UP, StepState.Ready.class);
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void withoutTheIncumbentsContainerThereIsNoWayBack() throws Exception {
        try (var stage = stage()) {
            serves(stage);
            world.host().stop(world.host().named("mlnode-308").orElseThrow().id(), Duration.ZERO);
            stage.look();

            stage.executor().rollBack();

            stage.await(snapshot ->
                    says(snapshot, Kind.FAILURE, "No running container stands for v3.0.8"));
            assertThat(world.engine().status().defaultUpstream()).contains("v3.0.9");
        }
    }

    @Test
    void aFailedCheckThatIsOverriddenHoldsForThisUpgradeAndAfterARestart() throws Exception {
        world.advance(FakeWorld.HEIGHT - 1);
        try (var stage = stage()) {
            stage.awaitStep(StepName.PREFLIGHT, StepState.Refused.class);
            assertThat(current(stage.snapshot())).contains("--override height-lies-ahead");

            stage.executor().override("height-lies-ahead", "a late night");

            stage.awaitStep(StepName.PULL, StepState.Ready.class);
            assertThat(says(stage.snapshot(), Kind.NOTE, "for v3.0.9@1000: a late night")).isTrue();
        }
        try (var again = stage()) {
            again.awaitStep(StepName.PULL, StepState.Ready.class);
        }
    }

    @Test
    void onlyAFailedCheckCanBeOverridden() throws Exception {
        try (var stage = stage()) {
            stage.awaitStep(StepName.PULL, StepState.Ready.class);

            stage.executor().override("height-lies-ahead", "just in case");

            stage.await(snapshot -> says(snapshot, Kind.NOTE, "Nothing was overridden"));
        }
    }

    private void serves(Stage stage) throws InterruptedException {
        stage.executor().automatic(true);
        stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
        world.advance(FakeWorld.HEIGHT);
        stage.look();
        stage.awaitStep(StepName.SETTLE, StepState.Waiting.class);
    }

    @Test
    void afterAFallBackNothingIsDoneByItself() throws Exception {
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);

            world.engine().ends(Phase.FELL_BACK);
            stage.look();

            stage.awaitStep(StepName.CUTOVER, StepState.Refused.class);
            assertThat(world.engine().status().defaultUpstream()).contains("v3.0.8");
            assertThat(world.host().done()).doesNotContain("stop mlnode-308");
        }
    }

    @Test
    void theCleanUpIsListedBeforeItIsDone() throws Exception {
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            stage.executor().automatic(false);
            stage.await(snapshot -> !snapshot.upgrade().automatic());
            world.advance(FakeWorld.HEIGHT + 10);
            stage.look();

            stage.awaitStep(StepName.CLEAN_UP, StepState.Ready.class);
            stage.await(snapshot ->
                    snapshot.upgrade().cleanUp().filter(l -> l.bytesFreed() == 7).isPresent());

            var list = stage.snapshot().upgrade().cleanUp().orElseThrow();
            assertThat(list.goes())
                    .extracting(item -> item.name())
                    .containsExactly("mlnode-308", "mlnode:3.0.8", "/v3.0.8");
            assertThat(list.stays())
                    .extracting(item -> item.name())
                    .contains("lockstep-engine", "lockstep-mlnode-v3.0.9", "join");
        }
    }

    private Stage stage() {
        return new Stage(world, folder, new Crashes(0, false));
    }

    private static boolean says(Snapshot snapshot, Kind kind, String words) {
        return snapshot.journal().stream()
                .anyMatch(entry -> entry.kind() == kind && entry.text().contains(words));
    }

    private static String current(Snapshot snapshot) {
        return snapshot.plan()
                .flatMap(Plan::current)
                .map(step -> step.state().toString())
                .orElse("");
    }
}

package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.containers.HostStock.Net;
import io.lockstep.app.containers.HostStock.Volume;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.TestGpus;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One-click clean-up over a fake host: exactly what is ticked goes.
class CleanUpTest {
    private static final Map<String, String> OURS = Map.of("lockstep.upgrade", "x");

    private final FakeWorld world = new FakeWorld();

    @TempDir private Path folder;

    @Test
    void exactlyWhatIsTickedGoesAndASecondRunFindsNothing() throws Exception {
        world.host()
                .stocks(
                        new HostStock(
                                List.of(),
                                List.of(),
                                List.of(new Net("ours", OURS, List.of())),
                                List.of(new Volume("spare", OURS, 9, List.of())),
                                List.of(new Build("b", 70, false))));
        try (var stage = settled()) {
            var list = list(stage, known -> known.goes().size() == 5);

            assertThat(list.offers()).hasSize(1);
            assertThat(list.bytesFreed()).isEqualTo(400 + 1_000 + 9);
            stage.executor().cleanUp(list.ticked());

            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "removed 5 things"));
            assertThat(world.host().done())
                    .containsSubsequence(
                            "remove mlnode-308",
                            "remove image mlnode:3.0.8",
                            "remove network ours",
                            "remove volume spare");
            assertThat(world.engine().status().routes()).hasSize(1);
            var after = list(stage, known -> known.goes().isEmpty());
            assertThat(after.offers()).hasSize(1);
            stage.await(snapshot -> snapshot.plan().filter(Plan::done).isPresent());
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void theContainerThatAnNginxStillLeadsToIsKeptWithItsImage() throws Exception {
        world.host()
                .before(
                        new Front(
                                "nginx",
                                true,
                                Optional.of("lockstep-engine"),
                                Set.of("mlnode-308")));
        try (var stage = settled()) {
            var list = list(stage, known -> !known.stays().isEmpty());

            assertThat(list.goes()).extracting(Item::id).containsExactly("route:/v3.0.8");
            assertThat(list.stays())
                    .extracting(Item::id, Item::reason)
                    .contains(
                            tuple(
                                    "container:mlnode-308",
                                    "the configuration of nginx still leads to it"),
                            tuple("image:mlnode:3.0.8", "mlnode-308 runs it"));
        }
    }

    @Test
    void whatIsNotTickedStaysAndTheStepWaitsForTheRest() throws Exception {
        try (var stage = settled()) {
            stage.executor().cleanUp(Set.of("container:mlnode-308"));

            stage.await(snapshot -> says(snapshot, Kind.EVIDENCE, "removed 1 things"));
            stage.awaitStep(StepName.CLEAN_UP, StepState.Ready.class);

            assertThat(world.host().image("mlnode:3.0.8")).isPresent();
            assertThat(world.engine().status().routes()).hasSize(2);
        }
    }

    @Test
    void aTickForWhatMayNotGoKeepsEverythingFromGoing() throws Exception {
        try (var stage = settled()) {
            stage.executor().cleanUp(Set.of("container:mlnode-308", "container:postgres"));

            stage.await(snapshot -> says(snapshot, Kind.FAILURE, "postgres is not on the list"));
            assertThat(world.host().names()).contains("mlnode-308", "postgres");
        }
    }

    @Test
    void requestsInFlightOnTheOldVersionHoldTheCleanUpBack() throws Exception {
        try (var stage = settled()) {
            world.engine().inFlight("v3.0.8", 2);
            stage.look();

            stage.awaitStep(StepName.CLEAN_UP, StepState.Waiting.class);
            stage.executor().cleanUp(Set.of("container:mlnode-308"));

            stage.await(snapshot ->
                    says(
                            snapshot,
                            Kind.FAILURE,
                            "mlnode-308 stays: kept: 2 requests are in flight on v3.0.8"));
            assertThat(world.host().names()).contains("mlnode-308");
            assertThat(list(stage, known -> !known.guards().isEmpty()).guards())
                    .extracting(Guard::holds)
                    .containsExactly(true, false, true);
        }
    }

    @Test
    void untilTheCutoverHasSettledNothingOfTheOldVersionGoes() throws Exception {
        try (var stage = switched(FakeWorld.HEIGHT + 5)) {
            stage.awaitStep(StepName.SETTLE, StepState.Waiting.class);
            assertThat(list(stage, known -> known.held().isPresent()).guards())
                    .extracting(Guard::holds)
                    .containsExactly(false, true, true);

            stage.executor().cleanUp(Set.of("container:mlnode-308"));

            stage.await(snapshot ->
                    says(
                            snapshot,
                            Kind.FAILURE,
                            "mlnode-308 stays: kept: not settled: 5 more blocks"));
            assertThat(world.host().names()).contains("mlnode-308");
            assertThat(world.host().image("mlnode:3.0.8")).isPresent();
        }
    }

    @Test
    void aGpuThatTheOldVersionStillHoldsKeepsItFromGoing() throws Exception {
        try (var stage = settled()) {
            world.gpus(TestGpus.heldBy("mlnode-308", Standing.INCUMBENT));
            stage.look();

            stage.awaitStep(StepName.CLEAN_UP, StepState.Waiting.class);
            stage.executor().cleanUp(Set.of("container:mlnode-308"));

            stage.await(snapshot ->
                    says(
                            snapshot,
                            Kind.FAILURE,
                            "mlnode-308 stays: kept: GPU 0 is still held by mlnode-308"));
            assertThat(world.host().names()).contains("mlnode-308");
            assertThat(list(stage, known -> known.held().isPresent()).guards())
                    .extracting(Guard::holds)
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void anImageOnTheShelfOutlivesTheCleanUpAndARestartUntilItIsTakenOff() throws Exception {
        try (var stage = settled()) {
            stage.executor().shelve("mlnode:3.0.8", Duration.ofDays(14));
            list(stage, known -> known.goes().size() == 2);

            stage.executor().carryOut(StepName.CLEAN_UP);

            stage.await(snapshot -> snapshot.plan().filter(Plan::done).isPresent());
            assertThat(world.host().image("mlnode:3.0.8")).isPresent();
        }
        world.host().stocks(new HostStock(List.of(), List.of(), List.of(), List.of(), List.of()));
        try (var again = new Stage(world, folder, new Crashes(0, false))) {
            again.executor().survey();
            var list = list(again, known -> !known.shelf().isEmpty());
            assertThat(list.goes()).isEmpty();
            assertThat(list.stays())
                    .extracting(Item::reason)
                    .anyMatch(reason -> reason.startsWith("on the rollback shelf until"));

            again.executor().unshelve("mlnode:3.0.8");

            again.awaitStep(StepName.CLEAN_UP, StepState.Ready.class);
            again.executor().carryOut(StepName.CLEAN_UP);
            again.await(_ -> world.host().image("mlnode:3.0.8").isEmpty());
        }
    }

    @Test
    void aSecondConsoleSeesTheListAndRemovesNothing() throws Exception {
        settled().close();
        try (var other = new Stage(world, folder, new Crashes(0, false), false)) {
            var list = list(other, known -> !known.goes().isEmpty());

            other.executor().cleanUp(list.ticked());

            other.await(snapshot ->
                    snapshot.plan()
                            .flatMap(Plan::current)
                            .filter(step -> step.state().toString().contains("only looks"))
                            .isPresent());
            assertThat(world.host().names()).contains("mlnode-308");
        }
    }

    /// Served for long enough, nothing cleaned up yet.
    private Stage settled() throws InterruptedException {
        var stage = switched(FakeWorld.HEIGHT + 10);
        stage.awaitStep(StepName.CLEAN_UP, StepState.Ready.class);
        return stage;
    }

    /// Beyond the cutover, at that height, and nothing goes on by itself.
    private Stage switched(long height) throws InterruptedException {
        var stage = new Stage(world, folder, new Crashes(0, false));
        stage.executor().automatic(true);
        stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
        stage.executor().automatic(false);
        stage.await(snapshot -> !snapshot.upgrade().automatic());
        world.advance(height);
        stage.look();
        return stage;
    }

    private static CleanUpList list(Stage stage, Predicate<CleanUpList> wanted)
            throws InterruptedException {
        stage.await(snapshot -> snapshot.upgrade().cleanUp().filter(wanted).isPresent());
        return stage.snapshot().upgrade().cleanUp().orElseThrow();
    }

    private static boolean says(Snapshot snapshot, Kind kind, String words) {
        return snapshot.journal().stream()
                .anyMatch(entry -> entry.kind() == kind && entry.text().contains(words));
    }
}

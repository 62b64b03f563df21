package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong in the middle of an upgrade, each with a defined outcome: the incumbent serves.
class FaultsTest {
    private static final String CANDIDATE = "lockstep-mlnode-v3.0.9";
    private static final Holder ANNA = new Holder("other", "anna on desk-2, process 4711");

    private final FakeWorld world = new FakeWorld();

    @TempDir private Path folder;

    @Test
    void aHostThatSomebodyElseUpgradesIsLeftAloneAndItIsSaidWhoThatIs() throws Exception {
        var lock = HostRight.name(Settings.defaults().engine());
        world.host().hold(lock, ANNA);
        try (var stage = stage()) {
            stage.executor().automatic(true);

            stage.await(snapshot -> failed(snapshot, "upgraded by anna on desk-2, process 4711"));
            assertThat(world.host().done()).isEmpty();
            assertThat(world.host().hold(lock, ANNA)).isEqualTo(ANNA);

            world.host().release(lock);

            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            assertThat(world.host().hold(lock, ANNA).id()).isEqualTo("me");
        }
        assertThat(world.host().hold(lock, ANNA)).isEqualTo(ANNA);
    }

    @Test
    void aCandidateThatEndsAgainAndAgainIsTriedWithPausesAndNeverArmed() throws Exception {
        world.host().ends(CANDIDATE);
        try (var stage = stage()) {
            stage.executor().automatic(true);

            stage.await(snapshot -> failures(snapshot, "candidate for v3.0.9 ended") >= 2);

            assertThat(world.host().done()).filteredOn(("create " + CANDIDATE)::equals).hasSize(1);
            assertThat(world.engine().status().cutover()).isEmpty();
            assertThat(world.host().named("mlnode-308").orElseThrow().running()).isTrue();
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void aCandidateThatIsUnhealthyIsNeverArmedUntilItIsWellAgain() throws Exception {
        try (var stage = stage()) {
            stage.executor().carryOut(StepName.PULL);
            stage.awaitStep(StepName.FRONT, StepState.Ready.class);
            world.host().sick(CANDIDATE, "curl: (7) connection refused");
            stage.executor().automatic(true);

            stage.awaitStep(StepName.CANDIDATE, StepState.Refused.class);
            assertThat(current(stage.snapshot()))
                    .contains("its last probe said: curl: (7) connection refused");
            assertThat(world.engine().status().cutover()).isEmpty();

            world.host().well(CANDIDATE);
            stage.look();
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            assertThat(world.outages()).isEmpty();
        }
    }

    @Test
    void aCandidateThatSomebodyRemovesWhileItIsArmedIsMadeAgain() throws Exception {
        try (var stage = stage()) {
            stage.executor().automatic(true);
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            var id = world.host().named(CANDIDATE).orElseThrow().id();
            world.host().stop(id, Duration.ZERO);
            world.host().remove(id);

            stage.look();

            stage.await(_ -> world.host().named(CANDIDATE).filter(c -> c.running()).isPresent());
            stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class);
            assertThat(world.host().done()).filteredOn(("create " + CANDIDATE)::equals).hasSize(2);
            assertThat(world.outages()).isEmpty();
        }
    }

    private Stage stage() {
        return new Stage(world, folder, new Crashes(0, false));
    }

    private static boolean failed(Snapshot snapshot, String words) {
        return failures(snapshot, words) > 0;
    }

    private static long failures(Snapshot snapshot, String words) {
        return snapshot.journal().stream()
                .filter(entry -> entry.kind() == Kind.FAILURE && entry.text().contains(words))
                .count();
    }

    private static String current(Snapshot snapshot) {
        return snapshot.plan()
                .flatMap(Plan::current)
                .map(step -> step.state().toString())
                .orElse("");
    }
}

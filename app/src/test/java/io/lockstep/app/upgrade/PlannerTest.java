package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.HostContainers.Weights;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.TestGpus;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.StepState.Done;
import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.app.upgrade.StepState.Refused;
import io.lockstep.app.upgrade.StepState.Waiting;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static final Instant NOW = Instant.EPOCH;

    private final FakeWorld world = new FakeWorld();
    private final Planner planner = new Planner(new ImageRule(FakeWorld.IMAGES), 10);

    @Test
    void theFirstActIsToBringTheImage() {
        var plan = plan(seen()).orElseThrow();

        assertThat(plan.goal().incumbent()).isEqualTo("v3.0.8");
        assertThat(plan.current().orElseThrow().state())
                .isEqualTo(new Ready("bring mlnode:3.0.9 onto the host"));
    }

    @Test
    void weightsThatAreMissingWhileNothingMayBeDownloadedAreRefused() {
        var seen = seen();
        var host = seen.containers().live().orElseThrow();
        var missing = new Weights("id-mlnode-308", "Qwen/QwQ-32B", false);

        var step =
                step(
                        seen.withContainers(NOW, live(host.with(List.of(missing)))),
                        StepName.PREFLIGHT);

        assertThat(step)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason().what())
                                        .isEqualTo(
                                                "HF_HUB_OFFLINE is set and no mounted cache holds"
                                                        + " the weights of Qwen/QwQ-32B."));
    }

    @Test
    void withoutADecisionThereIsNoPlan() {
        assertThat(plan(seen().withUpgrades(NOW, live(schedule())))).isEmpty();
        assertThat(plan(Snapshot.empty(NOW, false))).isEmpty();
    }

    @Test
    void anIncumbentWithoutLabelIsKnownByItsTag() {
        world.host().runs("mlnode-308", "mlnode:3.0.8", Map.of());

        assertThat(plan(seen()).orElseThrow().goal().incumbent()).isEqualTo("v3.0.8");
        assertThat(step(seen(), StepName.PULL)).isInstanceOf(Ready.class);
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotReplaced() {
        world.host().has("mlnode:3.0.9");
        var silent = new Problem("engine.silent", "The engine does not answer.", "", "");

        var front = step(seen().withProxy(NOW, new Reading.Failed<>(silent, NOW)), StepName.FRONT);

        assertThat(front).isEqualTo(new Waiting("The engine does not answer."));
    }

    @Test
    void whatTheChainTookBackIsRefusedWithTheWayBack() {
        candidateRuns();

        var step = step(seen().withUpgrades(NOW, live(schedule())), StepName.KNOW_THE_PLAN);

        assertThat(step).isInstanceOf(Refused.class);
        assertThat(((Refused) step).reason().code()).isEqualTo("upgrade.withdrawn");
    }

    /// What was overwritten or taken back is armed neither just before its height nor after it.
    @ParameterizedTest
    @ValueSource(longs = {900, 996, 999, 1000, 1005})
    void aCandidateThatTheChainTookBackIsNeverArmed(long applied) {
        candidateRuns();
        world.advance(applied);
        var now = applied <= 1000 ? schedule(upgrade("v3.0.10", 1000)) : schedule();
        var event =
                new ScheduleEvent(
                        ScheduleEvent.Kind.OVERWRITTEN,
                        Optional.of(upgrade("v3.0.9", 1000)),
                        Optional.of(upgrade("v3.0.10", 1000)));
        var told = ChainEvent.of(event, NOW, 890);
        var snapshot =
                seen().withUpgrades(NOW, live(now))
                        .withOwn(NOW, new Snapshot.Own(List.of(), List.of(told)));

        var plan = plan(snapshot).orElseThrow();

        assertThat(plan.goal().upgrade().version()).isEqualTo("v3.0.9");
        assertThat(plan.current().orElseThrow().state()).isInstanceOf(Refused.class);
        assertThat(plan.current().orElseThrow().name()).isEqualTo(StepName.KNOW_THE_PLAN);
    }

    @Test
    void aCutoverThatIsArmedForAnOverwrittenVersionIsRefusedUpToItsHeight() {
        candidateRuns();
        var _ = world.engine().arm(Snapshots.armed());
        world.advance(997);

        var overwritten = seen().withUpgrades(NOW, live(schedule(upgrade("v3.0.10", 1000))));
        assertThat(step(overwritten, StepName.KNOW_THE_PLAN)).isInstanceOf(Refused.class);
        var forgotten = seen().withUpgrades(NOW, live(schedule()));
        assertThat(step(forgotten, StepName.KNOW_THE_PLAN)).isInstanceOf(StepState.Done.class);
    }

    /// Lockstep was away while the height came; nothing was taken back.
    @Test
    void aCandidateWhoseHeightHasComeIsStillArmed() {
        candidateRuns();
        world.advance(1005);

        var seen = seen().withUpgrades(NOW, live(schedule()));

        assertThat(step(seen, StepName.KNOW_THE_PLAN)).isInstanceOf(StepState.Done.class);
    }

    @Test
    void aCandidateFollowsItsVersionToAnotherHeight() {
        candidateRuns();
        var moved = seen().withUpgrades(NOW, live(schedule(upgrade("v3.0.9", 2000))));

        var plan = plan(moved).orElseThrow();

        assertThat(plan.goal().upgrade().height()).isEqualTo(2000);
        assertThat(plan.steps().getFirst().done()).isTrue();
    }

    @Test
    void theChainMayForgetWhatTheEngineKeeps() {
        served();

        var plan = plan(seen()).orElseThrow();

        assertThat(plan.goal().upgrade().height()).isEqualTo(1000);
        assertThat(plan.current().orElseThrow().name()).isEqualTo(StepName.CLEAN_UP);
    }

    @Test
    void aFinishedPlanStaysUntilTheChainNamesALaterHeight() {
        served();
        cleanedUp();
        var after = seen();
        var next = after.withUpgrades(NOW, live(schedule(upgrade("v3.1.0", 5000))));

        assertThat(plan(after).orElseThrow().done()).isTrue();
        assertThat(plan(next).orElseThrow().goal())
                .isEqualTo(new Goal(upgrade("v3.1.0", 5000), "v3.0.9"));
    }

    @Test
    void anotherMlNodeOfTheSameVersionIsLeftAlone() {
        served();
        world.host().runs("mlnode-308-b", "mlnode:3.0.8", Map.of());

        var list =
                planner.cleanUp(
                                seen(),
                                plan(seen()).orElseThrow().goal(),
                                Overrides.NONE,
                                _ -> OptionalLong.empty())
                        .orElseThrow();

        assertThat(list.goes())
                .extracting(CleanUpList.Item::name)
                .containsExactly("mlnode-308", "/v3.0.8");
        assertThat(list.stays()).extracting(CleanUpList.Item::name).contains("mlnode:3.0.8");
    }

    @Test
    void aHeightThatIsTooCloseIsRefusedBeforeAnythingIsTouched() {
        world.advance(999);

        assertThat(step(seen(), StepName.PREFLIGHT)).isInstanceOf(Refused.class);
    }

    @Test
    void aCandidateThatEndedIsStartedAgain() {
        candidateRuns();
        var id = world.host().named("lockstep-mlnode-v3.0.9").orElseThrow().id();
        world.host().stop(id, Duration.ZERO);

        assertThat(step(seen(), StepName.CANDIDATE))
                .isEqualTo(new Ready("start the candidate again, it ended"));
    }

    /// Ten minutes, unless the settings say otherwise; a restart gives it the whole time again.
    @Test
    void aCandidateThatRunsAndDoesNotAnswerIsWaitedForUpToItsLimitFromItsLastStart() {
        candidateRuns();
        var limit = NOW.plus(Duration.ofMinutes(10));

        assertThat(silent(limit)).isEqualTo(new Waiting("no answer through /v3.0.9 yet"));
        assertThat(silent(limit.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason().what())
                                        .isEqualTo(
                                                "The candidate for v3.0.9 does not answer, 11"
                                                        + " minutes after it was started."));

        world.host().startedAt("lockstep-mlnode-v3.0.9", limit);
        assertThat(silent(limit.plusSeconds(60)))
                .isEqualTo(new Waiting("no answer through /v3.0.9 yet"));
        assertThat(silent(limit.plus(Duration.ofMinutes(11)))).isInstanceOf(Refused.class);
    }

    /// Where the candidate's step stands at that moment, if it has not answered until then.
    private StepState silent(Instant at) {
        var mute =
                new NodesView(
                        Optional.empty(),
                        seen().nodes().live().orElseThrow().apiNodes(),
                        List.of());
        return step(seen().withNodes(at, live(mute)), StepName.CANDIDATE);
    }

    @Test
    void theFrontIsLeftAloneWhileRequestsAreRefusedDuringTheCutover() {
        candidateRuns();
        var _ = world.engine().arm(Snapshots.armed());
        world.engine().ends(Phase.BRINGING_UP);
        var engine = world.engine().status();
        var refusing =
                new EngineStatus(
                        engine.version(),
                        engine.pid(),
                        engine.startedAt(),
                        engine.generation(),
                        engine.listeners(),
                        engine.routes(),
                        Optional.empty(),
                        engine.upstreams(),
                        engine.traffic(),
                        engine.chain(),
                        engine.cutover());

        var plan = plan(seen().withProxy(NOW, live(refusing))).orElseThrow();

        assertThat(plan.current().orElseThrow())
                .isEqualTo(
                        new Step(StepName.CUTOVER, new Waiting("the candidate loads its model")));
    }

    @Test
    void nothingIsArmedOverMemoryThatAnOrphanHolds() {
        candidateRuns();
        var held = seen().withGpus(NOW, live(TestGpus.heldBy("mlnode-308", Standing.ORPHAN)));

        assertThat(step(held, StepName.ARM))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason().remedy())
                                        .contains("sudo kill -9 4711"));
        assertThat(
                        step(
                                held.withGpus(
                                        NOW,
                                        live(TestGpus.heldBy("mlnode-308", Standing.INCUMBENT))),
                                StepName.ARM))
                .isInstanceOf(Ready.class);
    }

    @Test
    void whileTheGpuIsNotFreeItsHolderIsNamed() {
        candidateRuns();
        var _ = world.engine().arm(Snapshots.armed());
        world.engine().ends(Phase.WAITING_FOR_GPU);

        assertThat(step(seen(), StepName.CUTOVER))
                .isEqualTo(new Waiting("the GPU is not free yet"));
        assertThat(
                        step(
                                seen().withGpus(
                                                NOW,
                                                live(
                                                        TestGpus.heldBy(
                                                                "mlnode-308", Standing.INCUMBENT))),
                                StepName.CUTOVER))
                .isEqualTo(
                        new Waiting(
                                "the GPU is not free yet: GPU 0 is held by mlnode-308, incumbent,"
                                        + " 71680 MiB"));
    }

    @Test
    void anEngineThatRunsBesideAnAdoptedNginxIsNotInFrontUntilThatHandsEverythingToIt() {
        frontStands();
        world.host().has("mlnode:3.0.9").before(nginx(true, Optional.empty()));

        assertThat(step(seen(), StepName.PREFLIGHT))
                .isInstanceOfSatisfying(
                        Done.class,
                        done ->
                                assertThat(done.evidence())
                                        .contains("nginx leads by itself")
                                        .contains("no armed cutover, no drain and no bridge")
                                        .contains("front switch --to engine"));
        assertThat(step(seen(), StepName.FRONT))
                .isEqualTo(new Ready("let nginx hand everything to the engine"));

        world.host().before(nginx(true, Optional.of("another-engine")));
        assertThat(step(seen(), StepName.FRONT)).isInstanceOf(Ready.class);

        world.host().before(nginx(true, Optional.of("lockstep-engine")));
        assertThat(step(seen(), StepName.FRONT))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.evidence()).endsWith("behind nginx"));
        assertThat(step(seen(), StepName.CANDIDATE)).isInstanceOf(Ready.class);
    }

    @Test
    void anNginxBeforeTheIncumbentThatNobodyAdoptedIsRefusedWithWhatItCannotAndTheRemedy() {
        frontStands();
        world.host().has("mlnode:3.0.9").before(nginx(false, Optional.empty()));

        assertThat(step(seen(), StepName.PREFLIGHT))
                .isInstanceOfSatisfying(Refused.class, PlannerTest::saysWhatNginxCannot);

        candidateRuns();
        assertThat(step(seen(), StepName.FRONT))
                .isInstanceOfSatisfying(Refused.class, PlannerTest::saysWhatNginxCannot);
    }

    @Test
    void theOperatorMayGoPastAnNginxThatNobodyAdopted() {
        candidateRuns();
        world.host().before(nginx(false, Optional.empty()));
        var gone = new Overrides.Entry("v3.0.9@1000", "requests-go-through-the-engine", "mine");

        var plan =
                planner.plan(
                        seen(),
                        Optional.empty(),
                        new Overrides(List.of(gone), Overrides.NONE.shelf()));

        assertThat(plan.orElseThrow().steps())
                .filteredOn(step -> step.name() == StepName.FRONT)
                .allMatch(step -> step.state() instanceof Done);
    }

    @Test
    void anNginxBeforeSomethingElseIsNobodysConcern() {
        candidateRuns();
        world.host().before(new Front("nginx", false, Optional.empty(), Set.of("another-mlnode")));

        assertThat(step(seen(), StepName.FRONT)).isInstanceOf(Done.class);
    }

    private static void saysWhatNginxCannot(Refused refused) {
        assertThat(refused.reason().sentence())
                .contains("nginx leads to the MLNodes past the engine")
                .contains("cannot arm a cutover")
                .contains("have drained")
                .contains("bridge the time");
        assertThat(refused.reason().remedy())
                .contains("lockstep front adopt nginx")
                .contains("lockstep front switch --to engine nginx")
                .contains("--override requests-go-through-the-engine");
    }

    private static Front nginx(boolean adopted, Optional<String> engine) {
        return new Front("nginx", adopted, engine, Set.of("mlnode-308"));
    }

    private void candidateRuns() {
        frontStands();
        world.host()
                .has("mlnode:3.0.9")
                .runs(
                        "lockstep-mlnode-v3.0.9",
                        "mlnode:3.0.9",
                        Map.of(
                                "lockstep.role",
                                "candidate",
                                "lockstep.version",
                                "v3.0.9",
                                "lockstep.upgrade",
                                "v3.0.9@1000"));
        var _ = world.engine().route("v3.0.9", URI.create("http://lockstep-mlnode-v3.0.9:8080"));
    }

    private void frontStands() {
        world.host().runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"));
        var _ = world.engine().route("v3.0.8", URI.create("http://mlnode-308:8080"));
        var _ = world.engine().routeDefault("v3.0.8");
    }

    private void served() {
        candidateRuns();
        var _ = world.engine().arm(Snapshots.armed());
        world.advance(1010);
    }

    private void cleanedUp() {
        var id = world.host().named("mlnode-308").orElseThrow().id();
        world.host().stop(id, Duration.ZERO);
        world.host().remove(id);
        world.host().removeImage("mlnode:3.0.8");
        var _ = world.engine().unroute("v3.0.8");
    }

    private Snapshot seen() {
        return world.seen(Snapshot.empty(NOW, false));
    }

    private Optional<Plan> plan(Snapshot snapshot) {
        return planner.plan(snapshot, Optional.empty(), Overrides.NONE);
    }

    private StepState step(Snapshot snapshot, StepName name) {
        return plan(snapshot).orElseThrow().steps().stream()
                .filter(step -> step.name() == name)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static UpgradeView schedule(ScheduledUpgrade... upgrades) {
        return new UpgradeView(Generation.R1, Optional.of("v3.0.8"), List.of(upgrades));
    }

    private static ScheduledUpgrade upgrade(String version, long height) {
        return new ScheduledUpgrade(
                version,
                height,
                ScheduledUpgrade.Origin.PARTIAL_UPGRADE,
                true,
                OptionalLong.empty());
    }

    private static <T> Reading<T> live(T value) {
        return new Reading.Live<>(value, NOW, "test");
    }
}

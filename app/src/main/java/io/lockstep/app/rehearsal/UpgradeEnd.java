package io.lockstep.app.rehearsal;

import io.lockstep.app.rehearsal.world.WorldClient;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How an upgrade ended: with every step done, or with the problem that ended it.
record UpgradeEnd(Optional<CutoverRecord> cutover, Optional<Problem> problem) {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /// Blocks until every step is done, one is refused for good, or much too much time has passed.
    static UpgradeEnd await(Store store) throws InterruptedException {
        var ended = new CompletableFuture<UpgradeEnd>();
        try (var _ = store.subscribe(snapshot -> of(snapshot).ifPresent(ended::complete))) {
            return ended.get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            return new UpgradeEnd(cutover(store.current()), Optional.of(tooLong()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future that is only completed cannot fail", e);
        }
    }

    /// Blocks until the story is over that asks for no cutover. One that came all the same is a
    /// problem.
    static UpgradeEnd without(Store store, WorldClient world) throws InterruptedException {
        var until = System.nanoTime() + LONGEST.toNanos();
        while (!world.facts().over() && System.nanoTime() < until) {
            Thread.sleep(LOOK);
        }
        var begun = cutover(store.current()).filter(record -> record.startedAt().isPresent());
        var problem = begun.map(record -> unwanted(record.armed().height()));
        return new UpgradeEnd(begun, world.facts().over() ? problem : Optional.of(tooLong()));
    }

    /// When the engine saw the trigger block.
    Optional<Instant> startedAt() {
        return cutover.flatMap(CutoverRecord::startedAt);
    }

    private static Optional<UpgradeEnd> of(Snapshot snapshot) {
        return snapshot.plan()
                .flatMap(plan ->
                        plan.done()
                                ? Optional.of(new UpgradeEnd(cutover(snapshot), Optional.empty()))
                                : refusal(plan)
                                        .map(problem ->
                                                new UpgradeEnd(
                                                        cutover(snapshot), Optional.of(problem))));
    }

    /// Before the cutover a refusal may pass when facts change; after it none does.
    private static Optional<Problem> refusal(Plan plan) {
        return plan.current()
                .filter(step -> step.name() == StepName.CUTOVER)
                .map(Step::state)
                .filter(StepState.Refused.class::isInstance)
                .map(state -> ((StepState.Refused) state).reason());
    }

    private static Optional<CutoverRecord> cutover(Snapshot snapshot) {
        return snapshot.proxy().latest().flatMap(EngineStatus::cutover);
    }

    private static Problem unwanted(long height) {
        return new Problem(
                "rehearsal.unwanted",
                "The version was changed at %d, which the scenario does not ask for."
                        .formatted(height),
                "The stage is struck.",
                "Read the journal in the rehearsal's folder.");
    }

    private static Problem tooLong() {
        return new Problem(
                "rehearsal.tooLong",
                "The upgrade did not end within %d minutes.".formatted(LONGEST.toMinutes()),
                "The stage is struck.",
                "Read the journal in the rehearsal's folder.");
    }
}

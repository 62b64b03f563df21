package io.lockstep.app.rehearsal;

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

    private static Problem tooLong() {
        return new Problem(
                "rehearsal.tooLong",
                "The upgrade did not end within %d minutes.".formatted(LONGEST.toMinutes()),
                "The stage is struck.",
                "Read the journal in the rehearsal's folder.");
    }
}

package io.lockstep.engine.handover;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.StateFile;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The record of one cutover while it is written: by one thread, for any reader.
///
/// A phase is on disk before the caller goes on. A disk that refuses is told in the record and
/// stops nothing: since every phase asks the world what is already done, the kept one may lag.
final class Progress {
    /// A node that fails with other words each time must not fill the disk.
    private static final int LOG_LIMIT = 200;

    private final StateFile state;
    private final Routing routing;
    private final Clock clock;
    private final Counts carried;
    private Counts base;
    private CutoverRecord record;
    private Supplier<Optional<Instant>> blockTime = Optional::empty;

    Progress(CutoverRecord kept, StateFile state, Routing routing, Clock clock) {
        this.record = kept;
        this.state = state;
        this.routing = routing;
        this.clock = clock;
        this.carried = new Counts(kept.held(), kept.bridged(), kept.refused());
        this.base = Counts.now(routing.counters());
    }

    /// What is true now, counters included; what an ended cutover counted stays.
    synchronized CutoverRecord record() {
        var begun = record.phase() != Phase.ARMED && !record.over();
        return begun ? Draft.changed(record, this::count) : record;
    }

    /// Counts from here; the first phase is kept together with the first table.
    synchronized void begin(Instant seenAt, Supplier<Optional<Instant>> timeOfBlock) {
        base = Counts.now(routing.counters());
        blockTime = timeOfBlock;
        change(draft -> draft.startedAt = Optional.of(seenAt));
    }

    /// Enters a phase unless an engine before this one did.
    void enter(Phase next, String detail) throws InterruptedException {
        if (record().phase().compareTo(next) >= 0) {
            return;
        }
        var planned =
                Draft.changed(
                        record(),
                        draft -> {
                            draft.phase = next;
                            draft.says(clock.instant(), detail);
                        });
        var failure = failed(() -> state.cutover(planned));
        publish(planned);
        failure.ifPresent(this::problem);
    }

    /// Adds what happened within the present phase; it reaches the disk with the next phase.
    void note(String detail) {
        if (record().log().size() < LOG_LIMIT) {
            change(draft -> draft.says(clock.instant(), detail));
        }
    }

    void problem(Problem problem) {
        change(draft -> draft.problem = Optional.of(problem));
    }

    /// Puts a table in force, kept in one write with the record that tells of it. In a phase
    /// reached before, a table in force already is left alone.
    RoutingTable route(Phase next, String detail, UnaryOperator<RoutingTable> routes)
            throws InterruptedException {
        var now = routing.current();
        if (record().phase() == next && routes.apply(now).equals(now)) {
            return now;
        }
        var inForce =
                routing.change(
                        routes,
                        table ->
                                failed(() -> state.write(table, after(table, next, detail)))
                                        .ifPresent(this::problem));
        publish(after(inForce, next, detail));
        if (record().over()) {
            failed(() -> state.cutover(record())).ifPresent(this::problem);
        }
        return inForce;
    }

    private CutoverRecord after(RoutingTable table, Phase next, String detail) {
        var at = clock.instant();
        return Draft.changed(
                record(),
                draft -> {
                    count(draft);
                    draft.blockTime = draft.blockTime.or(blockTime);
                    draft.phase = next;
                    draft.says(at, "generation %d: %s".formatted(table.generation(), detail));
                    draft.inForce(table.generation(), at);
                    if (next == Phase.SERVING || next == Phase.FELL_BACK) {
                        draft.serves(at);
                    }
                });
    }

    private void count(Draft draft) {
        draft.counts = carried.plus(Counts.now(routing.counters()).minus(base));
    }

    private synchronized void change(Consumer<Draft> change) {
        record = Draft.changed(record, change);
    }

    /// Shows what is on disk. An interrupt ends a write as a full disk does; then the work ends.
    private synchronized void publish(CutoverRecord planned) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        record = planned;
    }

    private static Optional<Problem> failed(Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }
}

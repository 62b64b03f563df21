package io.lockstep.engine.handover;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Entry;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A [CutoverRecord] being changed. It lives for one change only.
final class Draft {
    private final ArmedCutover armed;
    private final List<Entry> log;
    private long gapMillis;
    Phase phase;
    Optional<Instant> blockTime;
    Optional<Instant> startedAt;
    Optional<Instant> servingAt;
    Optional<Problem> problem;
    Counts counts;
    long millisFromBlock;
    long generation;

    private Draft(CutoverRecord from) {
        armed = from.armed();
        log = new ArrayList<>(from.log());
        gapMillis = from.gapMillis();
        phase = from.phase();
        blockTime = from.blockTime();
        startedAt = from.startedAt();
        servingAt = from.servingAt();
        problem = from.problem();
        counts = new Counts(from.held(), from.bridged(), from.refused());
        millisFromBlock = from.millisFromBlock();
        generation = from.generation();
    }

    static CutoverRecord changed(CutoverRecord from, Consumer<Draft> change) {
        var draft = new Draft(from);
        change.accept(draft);
        return draft.record();
    }

    /// Adds to the log, unless that is what it said last.
    void says(Instant at, String detail) {
        if (log.isEmpty() || !log.getLast().detail().equals(detail)) {
            log.add(new Entry(phase, at, detail));
        }
    }

    /// The first generation ends the reaction to the block.
    void inForce(long number, Instant at) {
        if (generation == 0) {
            millisFromBlock = startedAt.map(from -> millis(from, at)).orElse(0L);
        }
        generation = number;
    }

    /// The last generation ends the gap, which the last entry of `DRAINING` began.
    void serves(Instant at) {
        servingAt = Optional.of(at);
        gapMillis =
                log.stream()
                        .filter(entry -> entry.phase() == Phase.DRAINING)
                        .reduce((_, later) -> later)
                        .map(waiting -> millis(waiting.at(), at))
                        .orElse(0L);
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    private CutoverRecord record() {
        return new CutoverRecord(
                armed,
                phase,
                blockTime,
                startedAt,
                servingAt,
                millisFromBlock,
                generation,
                gapMillis,
                counts.held(),
                counts.bridged(),
                counts.refused(),
                problem,
                List.copyOf(log));
    }
}

package io.lockstep.engine.cutover;

import io.lockstep.chain.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a cutover: the evidence the engine keeps and reports.
///
/// @param millisFromBlock from the time the trigger block was seen applied to the hand-over
///   generation being in force
/// @param blockTime the header time of the trigger block
/// @param gapMillis how long no version could serve: from the first request made to wait until the
///   candidate was ready
/// @param held requests that waited in the engine
/// @param bridged requests for the candidate that the incumbent answered
/// @param refused requests answered 503 because of the policy or the hold limit
/// @param log each phase with the time it was entered, oldest first
public record CutoverRecord(
        ArmedCutover armed,
        Phase phase,
        Optional<Instant> blockTime,
        Optional<Instant> startedAt,
        Optional<Instant> servingAt,
        long millisFromBlock,
        long generation,
        long gapMillis,
        long held,
        long bridged,
        long refused,
        Optional<Problem> problem,
        List<Entry> log) {

    /// The way of a cutover. `SERVING` and `FELL_BACK` are its two ends.
    public enum Phase {
        ARMED,
        DRAINING,
        STOPPING,
        WAITING_FOR_GPU,
        BRINGING_UP,
        SERVING,
        FALLING_BACK,
        FELL_BACK
    }

    public record Entry(Phase phase, Instant at, String detail) {}
}

package io.lockstep.engine.cutover;

import io.lockstep.chain.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a cutover: the evidence the engine keeps and reports.
///
/// Both spans are this engine's own, on one clock. `millisFromBlock` is how fast it reacted: it
/// ends with the first generation of the cutover, which bridges, holds or refuses, and not with the
/// candidate serving. `gapMillis` is how long the GPU was on its way: nothing was sent to either
/// version in it, whether or not a request came. With `BRIDGE` the time in which the incumbent
/// still answered lies between the two.
///
/// @param blockTime the header time of the trigger block; empty when that block was never the
///   newest one the engine read
/// @param startedAt when the engine first read an agreed head with the trigger block applied
/// @param servingAt when the last generation came in force: the candidate serves, or after falling
///   back the incumbent
/// @param millisFromBlock from `startedAt` to the first generation of the cutover being in force
/// @param generation the newest generation the cutover put in force; 0 before the first
/// @param gapMillis from the generation that lets requests wait, or refuses them, to `servingAt`
/// @param held requests that waited in the engine
/// @param bridged requests for the candidate that the incumbent answered
/// @param refused requests answered 503 because of the policy or the hold limit
/// @param log each phase with the time it was entered and what happened in it, oldest first
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

    /// Armed at that moment, and nothing more yet.
    public static CutoverRecord armed(ArmedCutover armed, Instant at) {
        var entry =
                new Entry(
                        Phase.ARMED,
                        at,
                        "acts once block %d is applied".formatted(armed.triggerHeight()));
        return new CutoverRecord(
                armed,
                Phase.ARMED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                List.of(entry));
    }

    /// Whether one of the two ends is reached.
    public boolean over() {
        return phase == Phase.SERVING || phase == Phase.FELL_BACK;
    }
}

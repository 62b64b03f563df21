package io.lockstep.app.rehearsal;

import io.lockstep.engine.cutover.CutoverPolicy;
import java.util.List;

/// What a rehearsal showed. `ok` only when nothing was lost and nothing is left.
///
/// @param runtime `docker` or `processes`
public record RehearsalReport(
        Requests requests,
        Streams streams,
        Cutover cutover,
        Gap gap,
        Cleanup cleanup,
        String runtime,
        boolean ok) {

    /// @param moved answered by another version than the one that served when they were sent
    public record Requests(long sent, long answered, long failed, long moved) {}

    /// @param crossed open when the cutover began, and complete
    /// @param cut ended early or with other tokens than the MLNode was told to send
    public record Streams(long opened, long crossed, long cut) {}

    /// @param millisFromBlock from the trigger block being seen applied to the hand-over generation
    ///   being in force
    public record Cutover(long height, long millisFromBlock) {}

    /// @param millis how long no version could serve
    /// @param coveredBy what became of requests meanwhile
    public record Gap(long millis, CutoverPolicy coveredBy) {}

    /// What went, by name, and what is left on the host after the stage was struck.
    public record Cleanup(
            List<String> containers,
            List<String> images,
            List<String> networks,
            List<String> volumes,
            long bytesFreed,
            List<String> left) {}
}

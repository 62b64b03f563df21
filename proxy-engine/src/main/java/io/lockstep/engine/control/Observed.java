package io.lockstep.engine.control;

import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.Tally;
import java.util.List;

/// What an engine counts, for whoever draws it: totals since it started.
///
/// @param versions one for each version that clients asked for, `default` and `none` among them
/// @param lastMinute requests in each full second of the last minute, oldest first
/// @param logDropped entries of the access log that could not be written
public record Observed(
        List<Tally.Reading> versions,
        List<Long> lastMinute,
        long held,
        long bridged,
        long refused,
        LogSettings accessLog,
        long logDropped,
        Resources resources) {

    /// What the process uses.
    ///
    /// @param openDescriptors -1 where the system does not tell
    /// @param directBytes memory outside the heap that buffers take
    public record Resources(
            long openDescriptors, long mostDescriptors, long directBytes, long heapBytes) {}
}

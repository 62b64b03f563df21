package io.lockstep.app.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One series over a span of time, ready to be drawn: a line for each run, nothing between two.
///
/// @param step from point to point
/// @param runs points without a gap, oldest first; where nothing was read there is no point
public record Chart(String series, Duration step, List<Run> runs) {

    public record Run(List<Point> points) {}

    /// What was read during one step that began at `at`.
    public record Point(Instant at, double low, double mean, double high) {}

    /// Whether nothing was read in all that time.
    public boolean empty() {
        return runs.isEmpty();
    }
}

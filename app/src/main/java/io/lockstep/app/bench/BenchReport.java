package io.lockstep.app.bench;

import java.time.Instant;
import java.util.List;

/// What one run measured, and under which conditions.
///
/// @param load the machine's load average over a minute, when it began and when it ended
/// @param notMeasured works that could not be measured, and why
public record BenchReport(
        Instant began,
        String machine,
        boolean pinned,
        List<Double> load,
        BenchPlan plan,
        List<WorkResult> works,
        List<Aim.Verdict> verdicts,
        List<String> notMeasured) {}

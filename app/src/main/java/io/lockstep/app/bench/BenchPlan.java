package io.lockstep.app.bench;

import java.time.Duration;
import java.util.Set;

/// How much is measured.
///
/// @param span of one reading
/// @param streams how many event streams are open at once
/// @param eventsPerSecond on each of them
public record BenchPlan(
        int rounds, Duration span, int streams, int eventsPerSecond, Set<Work> works) {}

package io.lockstep.app.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// What a container used, as its host's counters said at one moment.
///
/// @param cpuNanos of all cores since it started
/// @param memoryBytes without what the kernel only caches
/// @param memoryLimit 0 means none
/// @param receivedBytes of all networks since it started; 0 where it shares the host's
public record Usage(
        Instant at,
        long cpuNanos,
        long memoryBytes,
        long memoryLimit,
        long receivedBytes,
        long sentBytes) {

    /// What happened since an earlier reading.
    ///
    /// @param cores busy on average, such as 2.5; empty without an earlier reading of the same run
    /// @param received bytes a second
    /// @param sent bytes a second
    public record Rates(OptionalDouble cores, OptionalDouble received, OptionalDouble sent) {
        public static final Rates UNKNOWN =
                new Rates(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /// Counters that fell belong to another run: then nothing is known.
    public Rates since(Usage before) {
        var nanos = Duration.between(before.at, at).toNanos();
        if (nanos <= 0 || cpuNanos < before.cpuNanos) {
            return Rates.UNKNOWN;
        }
        return new Rates(
                rate(cpuNanos - before.cpuNanos, nanos, 1),
                rate(receivedBytes - before.receivedBytes, nanos, 1_000_000_000),
                rate(sentBytes - before.sentBytes, nanos, 1_000_000_000));
    }

    private static OptionalDouble rate(long grown, long nanos, double unit) {
        return grown < 0 ? OptionalDouble.empty() : OptionalDouble.of(grown * unit / nanos);
    }
}

package io.lockstep.engine.proxy;

import java.util.concurrent.atomic.AtomicLongArray;

/// How long first bytes took, in buckets that grow by an eighth: quantiles are right to 12 %.
/// Nothing blocks.
final class FirstBytes {
    private static final int STEPS = 8;
    private static final int BUCKETS = 64 * STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.getAndIncrement(bucket(Math.max(STEPS, nanos)));
    }

    /// The upper bound of the bucket in which that share of all readings is reached; 0 without any.
    double millis(double share) {
        long all = 0;
        for (var i = 0; i < BUCKETS; i++) {
            all += counts.get(i);
        }
        var rank = (long) Math.ceil(all * share);
        long passed = 0;
        for (var i = 0; i < BUCKETS && all > 0; i++) {
            passed += counts.get(i);
            if (passed >= rank) {
                return upper(i) / 1e6;
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        var exponent = 63 - Long.numberOfLeadingZeros(nanos);
        var step = (int) (nanos >>> (exponent - 3)) - STEPS;
        return exponent * STEPS + step;
    }

    private static double upper(int bucket) {
        return Math.scalb(1.0 + (bucket % STEPS + 1) / (double) STEPS, bucket / STEPS);
    }
}

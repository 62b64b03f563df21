package io.lockstep.engine.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// How long something took, in buckets that grow by an eighth: quantiles are right to 12 %. Nothing
/// blocks and nothing is allocated by adding. Safe on any thread.
public final class Histogram {
    private static final int STEPS = 8;
    private static final int BUCKETS = 64 * STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final LongAdder sum = new LongAdder();

    public void add(long nanos) {
        counts.getAndIncrement(bucket(nanos));
        sum.add(Math.max(0, nanos));
    }

    public Reading reading() {
        var filled = new TreeMap<Integer, Long>();
        for (var i = 0; i < BUCKETS; i++) {
            var count = counts.get(i);
            if (count > 0) {
                filled.put(i, count);
            }
        }
        return new Reading(sum.sum(), filled);
    }

    /// Each bucket ends with its upper bound, so that powers of two are bounds exactly.
    private static int bucket(long nanos) {
        var below = Math.max(STEPS, nanos - 1);
        var exponent = 63 - Long.numberOfLeadingZeros(below);
        var step = (int) (below >>> (exponent - 3)) - STEPS;
        return exponent * STEPS + step;
    }

    /// What was counted up to one moment.
    ///
    /// @param buckets the number of each bucket that is not empty, with its count
    public record Reading(long sumNanos, Map<Integer, Long> buckets) {
        public static final Reading NONE = new Reading(0, Map.of());

        public Reading {
            buckets = Map.copyOf(buckets);
        }

        public long count() {
            return buckets.values().stream().mapToLong(Long::longValue).sum();
        }

        /// How many took at most `2^exponent` nanoseconds.
        public long atMost(int exponent) {
            return buckets.entrySet().stream()
                    .filter(bucket -> bucket.getKey() < exponent * STEPS)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /// The upper bound, in milliseconds, of the bucket in which that share of all is reached; 0
        /// without any.
        public double millis(double share) {
            var rank = (long) Math.ceil(count() * share);
            long passed = 0;
            for (var bucket : new TreeMap<>(buckets).entrySet()) {
                passed += bucket.getValue();
                if (passed >= rank) {
                    return upper(bucket.getKey()) / 1e6;
                }
            }
            return 0;
        }

        public Reading plus(Reading more) {
            var added = new TreeMap<>(buckets);
            more.buckets.forEach((bucket, count) -> added.merge(bucket, count, Long::sum));
            return new Reading(sumNanos + more.sumNanos, added);
        }

        /// What came after an earlier reading of the same histogram.
        public Reading since(Reading earlier) {
            var left = new TreeMap<Integer, Long>();
            buckets.forEach((bucket, count) -> {
                var more = count - earlier.buckets.getOrDefault(bucket, 0L);
                if (more > 0) {
                    left.put(bucket, more);
                }
            });
            return new Reading(Math.max(0, sumNanos - earlier.sumNanos), left);
        }

        private static double upper(int bucket) {
            return Math.scalb(1.0 + (bucket % STEPS + 1) / (double) STEPS, bucket / STEPS);
        }
    }
}

package io.lockstep.app.bench.load;

import java.util.Arrays;

/// Every time seen, so that quantiles are exact.
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void clear() {
        count = 0;
    }

    void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = one;
    }

    int count() {
        return count;
    }

    /// The smallest time that this share of all times does not exceed; 0 without any.
    long quantile(double share) {
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
    }
}

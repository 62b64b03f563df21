package io.lockstep.engine.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many requests began in each second of the last minute. Nothing blocks. Safe on any thread.
public final class Pace {
    private static final int MINUTE = 60;
    private static final int SHORT = 10;
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLongArray seconds = new AtomicLongArray(MINUTE + 2);
    private final AtomicLongArray begun = new AtomicLongArray(MINUTE + 2);
    private final long start;

    public Pace(long nanos) {
        this.start = nanos;
    }

    public void begins(long nanos) {
        var second = second(nanos);
        var slot = (int) (second % seconds.length());
        var before = seconds.get(slot);
        if (before != second && seconds.compareAndSet(slot, before, second)) {
            begun.set(slot, 0);
        }
        begun.getAndIncrement(slot);
    }

    /// Over the last ten full seconds, so that a reading does not depend on where in a second it
    /// falls.
    public double perSecond(long nanos) {
        var full = Math.clamp(second(nanos) - 1, 1, SHORT);
        return (double) newest(nanos, SHORT).stream().mapToLong(Long::longValue).sum() / full;
    }

    /// One number for each full second of the last minute, oldest first; fewer while the engine is
    /// younger.
    public List<Long> lastMinute(long nanos) {
        return newest(nanos, (int) Math.min(MINUTE, second(nanos) - 1));
    }

    private List<Long> newest(long nanos, int most) {
        var now = second(nanos);
        var counts = new ArrayList<Long>();
        for (var at = now - most; at < now; at++) {
            var slot = (int) Math.floorMod(at, (long) seconds.length());
            counts.add(seconds.get(slot) == at && at > 0 ? begun.get(slot) : 0L);
        }
        return counts;
    }

    /// Counted from 1, so that an untouched slot belongs to no second that counts.
    private long second(long nanos) {
        return (nanos - start) / SECOND + 1;
    }
}

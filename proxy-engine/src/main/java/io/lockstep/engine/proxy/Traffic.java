package io.lockstep.engine.proxy;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Counts exchanges as clients see them, refused and held ones included. Nothing blocks.
public final class Traffic {
    private static final int WINDOW = 10;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final FirstBytes firstBytes = new FirstBytes();
    private final AtomicLongArray seconds = new AtomicLongArray(WINDOW + 2);
    private final AtomicLongArray begun = new AtomicLongArray(WINDOW + 2);
    private final long start;

    /// @param nanos a clock that only moves forward
    public Traffic(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /// @param errors answers with status 500 and above, and broken connections
    public record Reading(
            long requests,
            long errors,
            long inFlight,
            double perSecond,
            double firstByteP50Millis,
            double firstByteP99Millis) {}

    public Reading reading() {
        return new Reading(
                requests.sum(),
                errors.sum(),
                inFlight.sum(),
                perSecond(),
                firstBytes.millis(0.5),
                firstBytes.millis(0.99));
    }

    long now() {
        return nanos.getAsLong();
    }

    void begins() {
        requests.increment();
        inFlight.increment();
        var second = second();
        var slot = (int) (second % seconds.length());
        var before = seconds.get(slot);
        if (before != second && seconds.compareAndSet(slot, before, second)) {
            begun.set(slot, 0);
        }
        begun.getAndIncrement(slot);
    }

    void firstByte(long since) {
        firstBytes.add(nanos.getAsLong() - since);
    }

    void fails() {
        errors.increment();
    }

    void ends() {
        inFlight.decrement();
    }

    /// Over the last full seconds, so that a reading does not depend on where in a second it falls.
    private double perSecond() {
        var now = second();
        long sum = 0;
        for (var slot = 0; slot < seconds.length(); slot++) {
            var age = now - seconds.get(slot);
            if (age >= 1 && age <= WINDOW) {
                sum += begun.get(slot);
            }
        }
        return (double) sum / Math.clamp(now - 1, 1, WINDOW);
    }

    /// Counted from 1, so that an untouched slot belongs to no second that counts.
    private long second() {
        return (nanos.getAsLong() - start) / SECOND + 1;
    }
}

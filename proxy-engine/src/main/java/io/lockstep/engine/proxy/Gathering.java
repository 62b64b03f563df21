package io.lockstep.engine.proxy;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Lets the small parts of running answers come together while an event loop does hardly anything
/// but pass such parts on, and many of them: a waking costs as much as passing one on. A part waits
/// at most [#REST_NANOS] for that, and nothing waits as long as other work is done or rests do not
/// pay. Used on its event loop only.
final class Gathering {
    static final long REST_NANOS = 250_000;

    /// A part of an answer that is no larger counts as small.
    static final int SMALL = 4 << 10;

    /// Thick is what brings so many events in at most that time.
    private static final int EVENTS = 160;

    private static final long NANOS = 10_000_000;

    /// A rest has paid when it brought as many.
    private static final int WORTH = 4;

    /// So many are work enough to go on without a rest.
    private static final int ENOUGH = 32;

    private final LongSupplier clock;
    private final LongConsumer pause;
    private long began;
    private int events;
    private int parts;
    private int last;
    private boolean thick;
    private boolean rested;

    /// @param clock in nanoseconds
    /// @param pause lets the thread wait for about that many nanoseconds
    Gathering(LongSupplier clock, LongConsumer pause) {
        this.clock = clock;
        this.pause = pause;
        this.began = clock.getAsLong();
    }

    /// A small part of an answer was passed on that is not complete yet.
    void part() {
        parts++;
    }

    /// The loop is about to wait for events.
    void rest() {
        rested = thick && last < ENOUGH;
        if (rested) {
            pause.accept(REST_NANOS);
        }
    }

    /// The loop has handled so many events.
    void handled(int count) {
        last = count;
        events += count;
        if (rested && count < WORTH) {
            thick = false;
        }
        if (events >= EVENTS) {
            var now = clock.getAsLong();
            thick = now - began <= NANOS && parts >= events - events / 8;
            began = now;
            events = 0;
            parts = 0;
        }
    }
}

package io.lockstep.app.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a condition, for a bounded time.
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /// The first value that fits; the last one when none did in time, for the assertion to show.
    public static <T> T see(Supplier<T> value, Predicate<T> fits) {
        var end = System.nanoTime() + LIMIT.toNanos();
        var seen = value.get();
        while (!fits.test(seen) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = value.get();
        }
        return seen;
    }
}

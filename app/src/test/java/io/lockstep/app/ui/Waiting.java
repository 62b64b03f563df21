package io.lockstep.app.ui;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, but not for ever.
final class Waiting {
    private static final long LIMIT = Duration.ofSeconds(20).toNanos();

    private Waiting() {}

    static boolean until(BooleanSupplier condition) {
        var end = System.nanoTime() + LIMIT;
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return false;
    }
}

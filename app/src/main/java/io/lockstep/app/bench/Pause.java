package io.lockstep.app.bench;

import java.time.Duration;

/// Waits, and lets an interrupt end the measurement.
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BenchProblems.failed("it was given up", e);
        }
    }
}

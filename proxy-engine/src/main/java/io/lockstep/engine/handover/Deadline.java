package io.lockstep.engine.handover;

import java.time.Duration;

/// The end of a limit, untouched by corrections of the wall clock.
record Deadline(long nanos) {

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }

    /// What is left, never nothing: a limit of zero means none at all to some clients.
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }

    void pause(Duration wanted) throws InterruptedException {
        Thread.sleep(wanted.compareTo(left()) < 0 ? wanted : left());
    }
}

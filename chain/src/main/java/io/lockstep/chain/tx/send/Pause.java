package io.lockstep.chain.tx.send;

import java.time.Duration;

/// Waits. Handed in, so that a test need not.
@FunctionalInterface
public interface Pause {
    void of(Duration duration) throws InterruptedException;

    static Pause real() {
        return Thread::sleep;
    }
}

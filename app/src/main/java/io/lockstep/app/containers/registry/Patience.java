package io.lockstep.app.containers.registry;

import java.time.Duration;

/// How often something is tried and how long is waited in between: twice as long each time.
///
/// @param most the longest pause; a registry that wants a longer one is not waited for
public record Patience(int tries, Duration first, Duration most, Sleeper sleeper) {

    /// Lets time pass.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public static Patience usual() {
        return new Patience(5, Duration.ofSeconds(2), Duration.ofMinutes(2), Thread::sleep);
    }

    /// Asks once and waits for nothing.
    static Patience once() {
        return new Patience(1, Duration.ZERO, Duration.ZERO, Thread::sleep);
    }

    /// The pause after that many failures, at least what the other side asked for.
    Duration pause(int failures, Duration asked) {
        var grown = first.multipliedBy(1L << Math.min(failures - 1, 16));
        var bounded = grown.compareTo(most) > 0 ? most : grown;
        return asked.compareTo(bounded) > 0 ? asked : bounded;
    }

    boolean exhausted(int failures, Duration asked) {
        return failures >= tries || asked.compareTo(most) > 0;
    }
}

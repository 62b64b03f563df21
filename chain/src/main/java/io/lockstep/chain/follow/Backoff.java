package io.lockstep.chain.follow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses that double with each failure up to a limit, and are jittered, so that a node which comes
/// back is not met by everybody at once.
///
/// @param first pause after the first failure, at most
record Backoff(Duration first, Duration slowest, RandomGenerator random) {

    /// Between half of the full pause and all of it.
    ///
    /// @param failures in a row, at least one
    Duration after(int failures) {
        var grown = Math.max(1, first.toMillis()) << Math.min(failures - 1, 20);
        var full = Math.max(2, Math.min(grown, slowest.toMillis()));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    /// The same, of which the time that the failure itself took is over already.
    ///
    /// @param least is paused all the same
    Duration after(int failures, Duration taken, Duration least) {
        var left = after(failures).minus(taken);
        return left.compareTo(least) < 0 ? least : left;
    }
}

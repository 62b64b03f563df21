package io.lockstep.app.containers.watch;

import java.time.Duration;

/// How often a host is asked.
///
/// @param gather how long events are gathered before the host is read again
/// @param usage between two readings of what containers use
/// @param readings of usage between two whole readings that no event asked for: what the stream did
///   not tell is seen then
/// @param retry before the first attempt to reach a lost host again; doubled each time
/// @param slowest the longest such pause
public record Pace(
        Duration gather, Duration usage, int readings, Duration retry, Duration slowest) {
    public static final Pace USUAL =
            new Pace(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(2),
                    5,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5));

    Duration after(int failures) {
        var grown = retry.multipliedBy(1L << Math.min(failures - 1, 10));
        return grown.compareTo(slowest) > 0 ? slowest : grown;
    }
}

package io.lockstep.chain.follow;

import java.time.Duration;
import java.time.Instant;

/// Block pace over a trailing window.
///
/// @param mean time from block to block
/// @param deviation standard deviation of that time for a single block
/// @param blocks how many intervals were measured; at least one
public record Pace(Duration mean, Duration deviation, int blocks) {

    /// When a height `blocksAhead` of one whose time is `from` may come: two standard deviations of
    /// the sum either way.
    public Eta eta(Instant from, long blocksAhead) {
        var likely = from.plus(mean.multipliedBy(blocksAhead));
        var spread =
                Duration.ofMillis(
                        Math.round(
                                2
                                        * deviation.toMillis()
                                        * Math.sqrt((double) Math.max(0, blocksAhead))));
        return new Eta(likely.minus(spread), likely, likely.plus(spread));
    }

    /// A moment that is only known as a range.
    public record Eta(Instant earliest, Instant likely, Instant latest) {}
}

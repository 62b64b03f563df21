package io.lockstep.chain.follow;

import java.time.Duration;
import java.time.Instant;

/// Block pace over a trailing window.
///
/// @param mean time from block to block
/// @param deviation standard deviation of that time for a single block
/// @param blocks how many intervals were measured; at least one
public record Pace(Duration mean, Duration deviation, int blocks) {

    /// Heights come from the chain as free numbers; none is worth waiting for longer than that.
    private static final long FARTHEST_MILLIS = Duration.ofDays(36_500).toMillis();

    /// When a height `blocksAhead` of one whose time is `from` may come: two standard deviations of
    /// the sum either way. A height out of reach comes in a hundred years.
    public Eta eta(Instant from, long blocksAhead) {
        var likely = from.plus(span((double) mean.toMillis() * blocksAhead));
        var spread = span(2 * deviation.toMillis() * Math.sqrt((double) Math.max(0, blocksAhead)));
        return new Eta(likely.minus(spread), likely, likely.plus(spread));
    }

    private static Duration span(double millis) {
        return Duration.ofMillis(Math.clamp(Math.round(millis), -FARTHEST_MILLIS, FARTHEST_MILLIS));
    }

    /// A moment that is only known as a range.
    public record Eta(Instant earliest, Instant likely, Instant latest) {}
}

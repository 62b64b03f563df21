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

    /// How far a projected height may lie ahead.
    private static final double FARTHEST_BLOCKS = 1e15;

    /// When a height `blocksAhead` of one whose time is `from` may come: two standard deviations
    /// either way, of the blocks still to come and of the mean, which was measured on few blocks. A
    /// height out of reach comes in a hundred years.
    public Eta eta(Instant from, long blocksAhead) {
        var ahead = (double) Math.max(0, blocksAhead);
        var likely = from.plus(span((double) mean.toMillis() * blocksAhead));
        var spread = span(2 * deviation.toMillis() * Math.sqrt(ahead + ahead * ahead / measured()));
        return new Eta(likely.minus(spread), likely, likely.plus(spread));
    }

    /// The first block whose time is `then` or later, where block `height` has the time `from`: the
    /// inverse of [#eta]. What is past already happens with the next block.
    public HeightRange heightAt(long height, Instant from, Instant then) {
        var millis = (double) Math.max(0, Duration.between(from, then).toMillis());
        var each = (double) Math.max(1, mean.toMillis());
        var spread = 4.0 * deviation.toMillis() * deviation.toMillis();
        var square = each * each - spread / measured();
        var linear = 2 * millis * each + spread;
        var root = Math.sqrt(Math.max(0, linear * linear - 4 * square * millis * millis));
        var fewest = 2 * millis * millis / (linear + root);
        var most = square > 0 ? (linear + root) / (2 * square) : FARTHEST_BLOCKS;
        return new HeightRange(
                after(height, fewest), after(height, millis / each), after(height, most));
    }

    private int measured() {
        return Math.max(1, blocks);
    }

    private static long after(long height, double blocks) {
        var ahead = Double.isNaN(blocks) ? 0 : Math.ceil(Math.min(blocks, FARTHEST_BLOCKS));
        var sum = height + (long) Math.max(1, ahead);
        return sum < height ? Long.MAX_VALUE : sum;
    }

    private static Duration span(double millis) {
        return Duration.ofMillis(Math.clamp(Math.round(millis), -FARTHEST_MILLIS, FARTHEST_MILLIS));
    }

    /// A moment that is only known as a range.
    public record Eta(Instant earliest, Instant likely, Instant latest) {}
}

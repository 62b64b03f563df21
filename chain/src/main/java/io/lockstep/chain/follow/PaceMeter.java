package io.lockstep.chain.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Measures the block pace over the newest blocks from their header times. Not thread-safe.
final class PaceMeter {
    private static final int WINDOW = 50;

    private record Block(long height, Instant time) {}

    private final Deque<Block> blocks = new ArrayDeque<>();

    void saw(long height, Instant time) {
        var newest = blocks.peekLast();
        if (newest != null && height <= newest.height()) {
            startAgain(height);
            return;
        }
        blocks.addLast(new Block(height, time));
        while (blocks.size() > WINDOW) {
            blocks.removeFirst();
        }
    }

    /// A height before the whole window is that of a chain that began anew.
    private void startAgain(long height) {
        if (height < blocks.getFirst().height()) {
            blocks.clear();
        }
    }

    Optional<Pace> pace() {
        var first = blocks.peekFirst();
        var last = blocks.peekLast();
        if (first == null || last == null || first.height() == last.height()) {
            return Optional.empty();
        }
        var count = last.height() - first.height();
        var mean = millisBetween(first, last) / count;
        var squares = 0.0;
        var before = first;
        for (var block : blocks) {
            if (block.height() > before.height()) {
                var steps = block.height() - before.height();
                var each = millisBetween(before, block) / steps;
                squares += steps * (each - mean) * (each - mean);
            }
            before = block;
        }
        return Optional.of(
                new Pace(
                        millis(mean),
                        millis(Math.sqrt(squares / count)),
                        (int) Math.min(count, Integer.MAX_VALUE)));
    }

    private static double millisBetween(Block before, Block after) {
        return Duration.between(before.time(), after.time()).toMillis();
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.max(0, Math.round(millis)));
    }
}

package io.lockstep.chain.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Measures the block pace over the newest blocks from their header times. Not thread-safe.
final class PaceMeter {
    private static final int WINDOW = 50;

    /// A pause of so many blocks, after so many measured ones, is a halt and no pace.
    private static final int HALT = 20;

    private static final int SURE = 5;

    record Block(long height, Instant time) {}

    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean stood;

    void saw(long height, Instant time) {
        var newest = blocks.peekLast();
        if (newest != null && height <= newest.height()) {
            startAgain(height);
            return;
        }
        var seen = new Block(height, time);
        if (newest != null) {
            leaveOutHalt(newest, seen);
        }
        blocks.addLast(seen);
        while (blocks.size() > WINDOW) {
            blocks.removeFirst();
        }
    }

    /// Blocks from before the first one that was seen, in any order. What does not fit before it is
    /// left out.
    void learn(List<Block> older) {
        var newestFirst =
                older.stream()
                        .sorted((one, other) -> Long.compare(other.height(), one.height()))
                        .toList();
        for (var block : newestFirst) {
            var first = blocks.peekFirst();
            if (first != null
                    && blocks.size() < WINDOW
                    && block.height() < first.height()
                    && block.time().isBefore(first.time())) {
                blocks.addFirst(block);
            }
        }
    }

    /// A chain that stood still, as for a software upgrade, goes on at the pace it had, so the
    /// blocks before are moved up to the new one. Standing still twice in a row is the new pace.
    private void leaveOutHalt(Block before, Block seen) {
        var stands = standing(before, seen);
        if (stands.isPresent() && stood) {
            blocks.clear();
        } else if (stands.isPresent()) {
            var later =
                    blocks.stream()
                            .map(block ->
                                    new Block(block.height(), block.time().plus(stands.get())))
                            .toList();
            blocks.clear();
            blocks.addAll(later);
        }
        stood = stands.isPresent();
    }

    /// How long the chain stood still between two blocks; empty when it did not.
    private Optional<Duration> standing(Block before, Block seen) {
        var mean = pace().filter(known -> known.blocks() >= SURE).map(Pace::mean);
        if (mean.filter(Duration::isPositive).isEmpty()) {
            return Optional.empty();
        }
        var usual = mean.get().multipliedBy(seen.height() - before.height());
        var more = Duration.between(before.time(), seen.time()).minus(usual);
        var least = mean.get().multipliedBy(HALT);
        return Optional.of(more).filter(d -> d.compareTo(usual) > 0 && d.compareTo(least) > 0);
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

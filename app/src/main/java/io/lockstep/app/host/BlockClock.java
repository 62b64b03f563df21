package io.lockstep.app.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Compares this machine's clock with the chain's.
///
/// A block carries the time at which the validators voted for the one before it, so a right clock
/// shows about one block's pace more when a block is first seen. The median over the newest blocks
/// is taken, since a single one may arrive late. Not safe for several threads.
public final class BlockClock {
    private static final int BLOCKS = 16;

    private final Deque<Duration> ahead = new ArrayDeque<>();
    private long height;

    /// @param seen when this height was first known here; later calls for it change nothing
    /// @param pace mean time between blocks
    public void block(long height, Instant time, Duration pace, Instant seen) {
        if (height <= this.height) {
            return;
        }
        var first = this.height == 0;
        this.height = height;
        if (first) {
            return;
        }
        ahead.addLast(Duration.between(time, seen).minus(pace));
        if (ahead.size() > BLOCKS) {
            ahead.removeFirst();
        }
    }

    /// How far this clock is ahead of block time; empty until a block was seen to arrive.
    public Optional<Duration> offset() {
        return ahead.isEmpty()
                ? Optional.empty()
                : Optional.of(ahead.stream().sorted().toList().get(ahead.size() / 2));
    }
}

package io.lockstep.app.rehearsal.dapi;

import java.time.Duration;

/// How often an API node looks (fact sheet, section 4.6).
///
/// @param poll between two looks at the MLNode's state
/// @param reconcile between two attempts to make it what it should be
/// @param reconcileBlocks the same, counted in blocks
/// @param chain between two looks at the chain
public record Timers(Duration poll, Duration reconcile, int reconcileBlocks, Duration chain) {
    private static final int RECONCILE_BLOCKS = 5;

    public static final Timers REAL =
            new Timers(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    RECONCILE_BLOCKS,
                    Duration.ofSeconds(1));

    /// So dense that a show of two minutes has many of each.
    public static Timers rehearsal(Duration blockTime) {
        return of(blockTime, 10);
    }

    /// As many blocks long as the real ones were in the recordings, at a block a second.
    public static Timers recorded(Duration blockTime) {
        return of(blockTime, 60);
    }

    private static Timers of(Duration blockTime, int blocks) {
        var poll = blockTime.multipliedBy(blocks);
        return new Timers(poll, poll.dividedBy(2), RECONCILE_BLOCKS, blockTime.dividedBy(2));
    }
}

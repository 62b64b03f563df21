package io.lockstep.chain.follow;

import java.time.Instant;
import java.util.Optional;

/// The head of the chain as enough RPC nodes agree on it.
///
/// @param seenHeight newest stored block
/// @param appliedHeight newest executed block; whatever acts at a height acts on this one
/// @param blockTime the time in the header of the seen block
/// @param pace empty until two blocks were seen
/// @param agreeing how many RPC nodes stand behind this
public record Head(
        String chainId,
        long seenHeight,
        long appliedHeight,
        Instant blockTime,
        boolean catchingUp,
        Optional<Pace> pace,
        int agreeing) {

    /// Whether the newest block was stored and not executed: the sign of a halt once it lasts
    /// longer than a block.
    public boolean halted() {
        return seenHeight > appliedHeight;
    }

    /// Blocks until that height is applied; zero or less once it was.
    public long blocksUntil(long height) {
        return height - appliedHeight;
    }

    /// When that height may come; empty while the pace is not known.
    public Optional<Pace.Eta> eta(long height) {
        return pace.map(known -> known.eta(blockTime, height - seenHeight));
    }

    /// The block that is the first at or after that moment; empty while the pace is not known.
    public Optional<HeightRange> heightAt(Instant then) {
        return pace.map(known -> known.heightAt(seenHeight, blockTime, then));
    }
}

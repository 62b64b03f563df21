package io.lockstep.chain.version;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.List;

/// Which version an API node uses, block by block, as its generation decides (fact sheet, sections
/// 4.1 and 4.2). Immutable: kept anywhere, it goes on after a restart where it was.
///
/// @param pending what is still to come; the later generations remember one entry at most
public record VersionKeeper(
        Generation generation, NodeVersionStack pending, VersionInForce inForce) {

    public static VersionKeeper of(Generation generation) {
        return new VersionKeeper(generation, NodeVersionStack.EMPTY, VersionInForce.NONE);
    }

    /// @param entries what the chain has scheduled now, ascending by height
    public VersionKeeper onBlock(long height, List<PartialUpgradeEntry> entries) {
        return switch (generation) {
            case R0 -> due(height).learned(entries);
            case R1, R2 -> slot(height, entries).due(height + generation.lead());
        };
    }

    /// The first generation stops nothing; nothing is due to be stopped in it.
    public VersionKeeper stopped(String version) {
        return new VersionKeeper(generation, pending, inForce.stopped(version));
    }

    /// What a program takes over once when it starts and is in sync.
    public VersionKeeper adopt(String ofChain) {
        return new VersionKeeper(generation, pending, inForce.adopt(ofChain));
    }

    private VersionKeeper due(long height) {
        var popped = pending.pop(height);
        return new VersionKeeper(
                generation, popped.left(), popped.version().map(this::switched).orElse(inForce));
    }

    private VersionInForce switched(String version) {
        var switched = inForce.to(version);
        return generation == Generation.R0 ? switched.stoppingNothing() : switched;
    }

    private VersionKeeper learned(List<PartialUpgradeEntry> entries) {
        var known = pending;
        for (var entry : entries) {
            if (!entry.version().isBlank()) {
                known = known.insert(entry.height(), entry.version());
            }
        }
        return new VersionKeeper(generation, known, inForce);
    }

    /// Read ascending into one slot, so that the highest is left in it.
    private VersionKeeper slot(long height, List<PartialUpgradeEntry> entries) {
        var known = pending;
        for (var entry : entries) {
            if (entry.height() > height && !entry.version().isBlank()) {
                known = NodeVersionStack.EMPTY.insert(entry.height(), entry.version());
            }
        }
        return new VersionKeeper(generation, known, inForce);
    }
}

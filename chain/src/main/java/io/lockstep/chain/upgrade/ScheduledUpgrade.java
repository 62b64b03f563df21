package io.lockstep.chain.upgrade;

import java.util.OptionalLong;

/// An MLNode version that is to rule from a height on.
///
/// @param version exactly as the chain has it
/// @param certain whether the chain has accepted it; a proposal still being voted on is not certain
/// @param proposal the proposal behind it, when one is known
public record ScheduledUpgrade(
        String version, long height, Origin origin, boolean certain, OptionalLong proposal) {

    /// Where it was learned.
    public enum Origin {
        PARTIAL_UPGRADE,
        SOFTWARE_UPGRADE,
        PROPOSAL,
        OPERATOR
    }
}

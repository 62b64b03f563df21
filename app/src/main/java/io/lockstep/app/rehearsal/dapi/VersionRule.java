package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.List;
import java.util.Optional;

/// How an API node decides from which block on it uses another version. Stateful, for one thread.
interface VersionRule {
    /// What to use from this block on, when that is decided now.
    ///
    /// @param entries what the chain has scheduled, ascending by height
    Optional<String> onBlock(long height, List<PartialUpgradeEntry> entries);

    static VersionRule of(Generation generation) {
        return switch (generation) {
            case R0 -> new VersionList();
            case R1, R2 -> new PlanSlot(generation.lead());
        };
    }
}

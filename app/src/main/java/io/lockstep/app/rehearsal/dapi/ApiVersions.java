package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import io.lockstep.chain.version.VersionKeeper;
import java.util.List;
import java.util.Optional;

/// The versions of one API node: its generation's rule, and what the node says in its log. One
/// thread writes, many read.
final class ApiVersions {
    private volatile VersionKeeper keeper;

    ApiVersions(Generation generation) {
        this.keeper = VersionKeeper.of(generation);
    }

    /// Empty while none counts.
    String current() {
        return keeper.inForce().current().orElse("");
    }

    /// Once, after the first sync. R1 takes an empty version for the one before versions existed
    /// (fact sheet, section 4.1).
    void adopt(String ofChain) {
        switch (keeper.generation()) {
            case R0 -> {}
            case R1 -> keeper = keeper.adopt(ofChain.isEmpty() ? "v3.0.8" : ofChain);
            case R2 -> keeper = keeper.adopt(ofChain);
        }
    }

    /// What the node announces at this block. R0 announces all that is due, so also what counts
    /// already: an entry that is still on chain after its height comes once more.
    ///
    /// @param entries what the chain has scheduled, ascending by height
    Optional<String> onBlock(long height, List<PartialUpgradeEntry> entries) {
        var before = keeper;
        keeper = before.onBlock(height, entries);
        return keeper.generation() == Generation.R0
                ? before.pending().pop(height).version()
                : keeper.inForce()
                        .current()
                        .filter(now -> !before.inForce().current().equals(Optional.of(now)));
    }

    /// Versions whose MLNodes are to be stopped now; told once.
    List<String> left() {
        var left = keeper.inForce().toStop();
        left.forEach(version -> keeper = keeper.stopped(version));
        return left;
    }
}

package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.List;
import java.util.Optional;

/// The one slot of R1 and R2: of several entries only the highest is remembered, and it counts some
/// blocks ahead of its height.
final class PlanSlot implements VersionRule {
    private final int lead;
    private Optional<PartialUpgradeEntry> slot = Optional.empty();

    PlanSlot(int lead) {
        this.lead = lead;
    }

    @Override
    public Optional<String> onBlock(long height, List<PartialUpgradeEntry> entries) {
        for (var entry : entries) {
            if (entry.height() > height) {
                slot = Optional.of(entry);
            }
        }
        var due = slot.filter(entry -> height >= entry.height() - lead);
        if (due.isPresent()) {
            slot = Optional.empty();
        }
        return due.map(PartialUpgradeEntry::version);
    }
}

package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The list of R0, with its habits (fact sheet, section 4.2): nothing is ever taken back, and an
/// entry that is still on chain after its height fires once more.
final class VersionList implements VersionRule {
    private final List<PartialUpgradeEntry> descending = new ArrayList<>();

    @Override
    public Optional<String> onBlock(long height, List<PartialUpgradeEntry> entries) {
        var due = pop(height);
        entries.forEach(this::insert);
        return due;
    }

    /// Two of one height keep the order in which they were learned; of those that are due, the one
    /// that was learned first among the highest counts.
    private Optional<String> pop(long height) {
        var due = descending.stream().filter(entry -> entry.height() <= height).findFirst();
        descending.removeIf(entry -> entry.height() <= height);
        return due.map(PartialUpgradeEntry::version);
    }

    private void insert(PartialUpgradeEntry entry) {
        if (descending.contains(entry)) {
            return;
        }
        var at = 0;
        while (at < descending.size() && descending.get(at).height() >= entry.height()) {
            at++;
        }
        descending.add(at, entry);
    }
}

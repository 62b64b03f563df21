package io.lockstep.app.settings;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.upgrade.VersionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Reads accounts and the operator's own schedule as people write them.
final class OperatorValues {
    private static final Pattern UPGRADE = Pattern.compile("(.+)@([0-9]{1,18})");

    private OperatorValues() {}

    static List<Address> accounts(String key, List<String> texts) throws BadValueException {
        List<Address> accounts = new ArrayList<>();
        for (var text : texts) {
            var account = account(key, text);
            if (!accounts.contains(account)) {
                accounts.add(account);
            }
        }
        return List.copyOf(accounts);
    }

    static Address account(String key, String text) throws BadValueException {
        return Address.find(text.strip())
                .orElseThrow(() ->
                        new BadValueException(
                                key,
                                "%s must be an address that begins with gonka1, not %s: its end is a checksum"
                                        .formatted(key, text)));
    }

    /// One version for a height at most.
    static List<OwnUpgrade> schedule(String key, List<String> texts) throws BadValueException {
        List<OwnUpgrade> schedule = new ArrayList<>();
        var heights = new HashSet<Long>();
        for (var text : texts) {
            var upgrade = upgrade(key, text.strip());
            if (!heights.add(upgrade.height())) {
                throw new BadValueException(
                        key, "%s names block %d twice".formatted(key, upgrade.height()));
            }
            schedule.add(upgrade);
        }
        return List.copyOf(schedule);
    }

    private static OwnUpgrade upgrade(String key, String text) throws BadValueException {
        var parts = UPGRADE.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(2)) == 0) {
            throw new BadValueException(
                    key,
                    "%s must be VERSION@HEIGHT, such as v3.0.9@1250000, not %s"
                            .formatted(key, text));
        }
        var flaw = VersionName.flaw(parts.group(1));
        if (flaw.isPresent()) {
            throw new BadValueException(
                    key,
                    "the version %s of %s cannot be a route: %s"
                            .formatted(parts.group(1), key, flaw.get()));
        }
        return new OwnUpgrade(parts.group(1), Long.parseLong(parts.group(2)));
    }
}

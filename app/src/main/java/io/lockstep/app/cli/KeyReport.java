package io.lockstep.app.cli;

import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.PublicKey;
import java.util.List;
import java.util.Optional;

/// A key as commands print it: never its secret.
record KeyReport(String name, String address, Optional<String> publicKey, boolean watchOnly) {
    static KeyReport of(KeyEntry entry) {
        return new KeyReport(
                entry.name(),
                entry.address().text(),
                entry.publicKey().map(PublicKey::base64),
                entry.watchOnly());
    }

    static void tell(KeyEntry entry, boolean json, Terminal terminal) {
        terminal.say(json ? RecordJson.of(of(entry)).toPrettyString() : of(entry).line());
    }

    static void tell(List<KeyEntry> entries, boolean json, Terminal terminal) {
        var reports = entries.stream().map(KeyReport::of).toList();
        if (json) {
            terminal.say(RecordJson.of(reports).toPrettyString());
        } else if (reports.isEmpty()) {
            terminal.say("There are no keys here.");
        } else {
            reports.forEach(report -> terminal.say(report.line()));
        }
    }

    private String line() {
        return "%s  %s%s".formatted(name, address, watchOnly ? "  watched only" : "");
    }
}

package io.lockstep.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.governance.Assessment;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.key.Address;
import java.time.ZoneId;
import java.util.Optional;

/// Governance for programs: the rules, the bonded power, and how each open proposal stands.
final class GovernanceJson {
    private GovernanceJson() {}

    static JsonNode of(Snapshot snapshot, ZoneId zone) {
        return snapshot.governance()
                .live()
                .map(view -> (JsonNode) of(view, snapshot, zone))
                .orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private static ObjectNode of(GovernanceView view, Snapshot snapshot, ZoneId zone) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("params", RecordJson.of(view.params()));
        document.put("bonded", view.bonded().toString());
        document.put("total", view.total());
        var open = document.putArray("open");
        var head = snapshot.chain().live().flatMap(ChainView::head);
        view.assess(head, own(snapshot), zone).stream()
                .filter(assessed -> assessed.proposal().open())
                .forEach(assessed -> open.add(of(assessed)));
        return document;
    }

    /// The first of the operator's accounts; the window tells of each.
    static Optional<String> own(Snapshot snapshot) {
        return snapshot.own().accounts().stream().findFirst().map(Address::text);
    }

    private static ObjectNode of(Assessment assessed) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", assessed.proposal().id());
        node.set("verdict", RecordJson.of(assessed.verdict()));
        node.set("deposit", RecordJson.of(assessed.deposit()));
        node.set("end", RecordJson.of(assessed.end()));
        node.set("endHeight", RecordJson.of(assessed.endHeight()));
        node.set("does", RecordJson.of(assessed.does()));
        node.set("ballots", RecordJson.of(assessed.votes().ballots()));
        node.set("warnings", RecordJson.of(assessed.warnings()));
        return node;
    }
}

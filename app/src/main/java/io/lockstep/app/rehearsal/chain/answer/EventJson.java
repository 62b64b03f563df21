package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.block.Applied;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.block.TxRecord;
import io.lockstep.app.rehearsal.chain.ledger.ChainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Events and results of blocks as JSON.
final class EventJson {
    private static final long MINTED = 8_238_910_078L;

    private final Templates templates;

    EventJson(Templates templates) {
        this.templates = templates;
    }

    /// The events of a block: minting, as in each block, then its own.
    List<JsonNode> blockEvents(NodeView view, Applied applied) {
        var amount = MINTED + applied.height();
        var minting =
                templates.fill(
                        "begin-block-events",
                        Map.of(
                                "amount",
                                amount,
                                "commission",
                                amount / 10,
                                "denomination",
                                view.genesis().denomination(),
                                "operator",
                                view.genesis().validators().getFirst().operatorAddress()));
        var all = new ArrayList<JsonNode>();
        minting.forEach(all::add);
        all.addAll(events(applied.events()));
        return all;
    }

    List<JsonNode> events(Collection<ChainEvent> events) {
        return events.stream().map(event -> event(event, true)).toList();
    }

    /// As a simulation tells them: nothing of it will be searched for.
    List<JsonNode> unindexed(Collection<ChainEvent> events) {
        return events.stream().map(event -> event(event, false)).toList();
    }

    JsonNode result(TxRecord tx) {
        return templates.fill(
                "tx-result",
                new Values()
                        .and("code", tx.code())
                        .and("data", orNull(tx.data()))
                        .and("log", tx.log())
                        .and("gasWanted", tx.gasWanted())
                        .and("gasUsed", tx.gasUsed())
                        .and("events", events(tx.events()))
                        .and("codespace", tx.codespace())
                        .map());
    }

    /// The result inside a `Tx` event leaves out what is empty.
    JsonNode sparseResult(TxRecord tx) {
        var full = (ObjectNode) result(tx);
        full.properties()
                .removeIf(e ->
                        e.getValue().isNull()
                                || (e.getValue().isTextual() && e.getValue().textValue().isEmpty())
                                || (e.getValue().isInt() && e.getValue().intValue() == 0));
        return full;
    }

    /// The flat map of an event message: `type.attribute` to all values, over all events.
    static ObjectNode flat(String kind, Collection<JsonNode> events) {
        var map = JsonNodeFactory.instance.objectNode();
        for (var event : events) {
            var type = event.path("type").asText();
            for (var attribute : event.path("attributes")) {
                map.withArray("/" + type + "." + attribute.path("key").asText())
                        .add(attribute.path("value").asText());
            }
        }
        map.putArray("tm.event").add(kind);
        return map;
    }

    private static Optional<String> orNull(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static JsonNode event(ChainEvent event, boolean index) {
        var out = JsonNodeFactory.instance.objectNode().put("type", event.type());
        var attributes = out.putArray("attributes");
        for (var attribute : event.attributes()) {
            attributes
                    .addObject()
                    .put("key", attribute.key())
                    .put("value", attribute.value())
                    .put("index", index);
        }
        return out;
    }
}

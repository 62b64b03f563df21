package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.block.Applied;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.block.TxRecord;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The events that a node fires for a block once it is executed, in their order.
public final class Publisher {
    private final Templates templates = new Templates();
    private final BlockJson blocks = new BlockJson(templates);
    private final EventJson events = new EventJson(templates);

    public List<Published> events(NodeView view, Applied applied) {
        var ofBlock = events.blockEvents(view, applied);
        var all = new ArrayList<Published>();
        all.add(newBlock(view, applied, ofBlock));
        all.add(
                new Published(
                        templates.fill(
                                "event-new-block-header",
                                Map.of("header", blocks.header(applied.block()))),
                        EventJson.flat("NewBlockHeader", List.of())));
        all.add(
                new Published(
                        templates.fill(
                                "event-new-block-events",
                                Map.of(
                                        "height",
                                        applied.height(),
                                        "events",
                                        ofBlock,
                                        "txCount",
                                        Integer.toString(applied.txs().size()))),
                        EventJson.flat("NewBlockEvents", ofBlock)));
        applied.txs().forEach(tx -> all.add(transaction(applied, tx)));
        return all;
    }

    private Published newBlock(NodeView view, Applied applied, List<JsonNode> ofBlock) {
        var result = templates.json().createObjectNode();
        result.putArray("events").addAll(ofBlock);
        if (!applied.txs().isEmpty()) {
            ArrayNode results = result.putArray("tx_results");
            applied.txs().forEach(tx -> results.add(events.result(tx)));
        }
        result.putArray("validator_updates");
        result.set("consensus_param_updates", templates.fixed("consensus-params"));
        result.put("app_hash", Base64.getEncoder().encodeToString(Digest.bytes(applied.appHash())));
        return new Published(
                templates.fill(
                        "event-new-block",
                        Map.of(
                                "block",
                                blocks.block(view, applied.block()),
                                "blockId",
                                blocks.id(applied.block().id()),
                                "result",
                                result)),
                EventJson.flat("NewBlock", ofBlock));
    }

    private Published transaction(Applied applied, TxRecord tx) {
        ObjectNode flat = EventJson.flat("Tx", events.events(tx.events()));
        flat.putArray("tx.hash").add(tx.hash());
        flat.putArray("tx.height").add(Long.toString(applied.height()));
        return new Published(
                templates.fill(
                        "event-tx",
                        Map.of(
                                "height",
                                applied.height(),
                                "tx",
                                tx.tx(),
                                "result",
                                events.sparseResult(tx))),
                flat);
    }
}

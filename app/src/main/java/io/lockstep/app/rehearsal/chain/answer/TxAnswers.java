package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.block.Mempool;
import io.lockstep.app.rehearsal.chain.block.TxRecord;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.Refusal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.TxDecoder;
import io.lockstep.chain.tx.TxJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/// `/cosmos/tx/v1beta1`: transactions are simulated, taken in and found again.
final class TxAnswers {
    private static final String ROOT = "/cosmos/tx/v1beta1";
    private static final String NO_LIMIT = "18446744073709551615";

    private final Templates templates;
    private final EventJson events;
    private final Mempool mempool;

    TxAnswers(Templates templates, Mempool mempool) {
        this.templates = templates;
        this.events = new EventJson(templates);
        this.mempool = mempool;
    }

    void addTo(RestRoutes routes) {
        routes.on(ROOT + "/txs/*", this::found)
                .post(ROOT + "/simulate", this::simulated)
                .posted(ROOT + "/txs", this::broadcast);
    }

    private JsonNode found(RestCall call) throws RestError {
        var hash = call.text(0);
        var height = call.view().heightOf(hash);
        var tx =
                height.flatMap(call.view()::result)
                        .flatMap(block ->
                                block.txs().stream()
                                        .filter(one -> one.hash().equals(hash))
                                        .findFirst());
        if (tx.isEmpty()) {
            throw RestError.notFound("tx not found: " + hash);
        }
        var time = call.view().result(height.get()).orElseThrow().block().time();
        var out = object();
        var decoded = decoded(tx.get());
        out.set("tx", decoded);
        out.set("tx_response", included(tx.get(), height.get(), time, decoded));
        return out;
    }

    private ObjectNode included(TxRecord tx, long height, Instant time, JsonNode decoded) {
        var response =
                response(Long.toString(height), tx.hash(), tx.codespace(), tx.code())
                        .put("data", HexFormat.of().withUpperCase().formatHex(bytes(tx.data())))
                        .put("raw_log", tx.log())
                        .put("gas_wanted", Long.toString(tx.gasWanted()))
                        .put("gas_used", Long.toString(tx.gasUsed()));
        if (decoded instanceof ObjectNode whole) {
            var typed = response.putObject("tx").put("@type", "/cosmos.tx.v1beta1.Tx");
            whole.properties().forEach(e -> typed.set(e.getKey(), e.getValue()));
        }
        response.put("timestamp", time.truncatedTo(ChronoUnit.SECONDS).toString());
        response.putArray("events").addAll(events.events(tx.events()));
        return response;
    }

    private JsonNode broadcast(RestCall call) throws RestError {
        var checked = mempool.broadcast(transaction(call));
        var out = object();
        out.set(
                "tx_response",
                checked.refusal()
                        .map(no ->
                                response("0", checked.hash(), no.codespace(), no.code())
                                        .put("raw_log", no.words()))
                        .orElseGet(() -> response("0", checked.hash(), "", 0)));
        return out;
    }

    private JsonNode simulated(RestCall call) throws RestError {
        try {
            var outcome = mempool.simulate(transaction(call));
            if (outcome.refusal().isPresent()) {
                throw outcome.refusal().get();
            }
            var tx = TxRecord.of(outcome, call.genesis().denomination());
            var out = object();
            out.putObject("gas_info")
                    .put("gas_wanted", NO_LIMIT)
                    .put("gas_used", Long.toString(tx.gasUsed()));
            var result = out.putObject("result").put("data", tx.data()).put("log", "");
            result.putArray("events").addAll(events.unindexed(tx.events()));
            result.set("msg_responses", responses(outcome));
            return out;
        } catch (Refusal refusal) {
            throw RestError.unknown(refusal.words() + " with gas used: '1174'");
        }
    }

    private JsonNode responses(Outcome outcome) {
        var all = templates.json().createArrayNode();
        for (var effect : outcome.effects()) {
            var one = all.addObject().put("@type", effect.message().typeUrl() + "Response");
            if (effect.proposal() > 0 && effect.message() instanceof SubmitProposal) {
                one.put("proposal_id", Long.toString(effect.proposal()));
            }
        }
        return all;
    }

    /// What the driver of the chain wrote, of a kind that no wallet of ours writes, is not shown.
    private JsonNode decoded(TxRecord tx) {
        try {
            var read = TxDecoder.read(bytes(tx.tx()));
            return templates.json().readTree(TxJson.write(read));
        } catch (ProblemException | JsonProcessingException e) {
            return templates.json().nullNode();
        }
    }

    private byte[] transaction(RestCall call) throws RestError {
        try {
            var body = templates.json().readTree(call.request().body());
            return bytes(body.path("tx_bytes").asText(""));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw RestError.unparsable("tx_bytes", call.request().body());
        }
    }

    private ObjectNode response(String height, String hash, String codespace, int code) {
        var out = object();
        out.put("height", height)
                .put("txhash", hash)
                .put("codespace", codespace)
                .put("code", code)
                .put("data", "")
                .put("raw_log", "");
        out.putArray("logs");
        out.put("info", "").put("gas_wanted", "0").put("gas_used", "0").putNull("tx");
        out.put("timestamp", "").putArray("events");
        return out;
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private ObjectNode object() {
        return templates.json().createObjectNode();
    }
}

package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Validator;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Epochs, participants, hardware and models of the inference module. R1 was branched off before R0
/// was released, so its shapes are the older ones.
final class InferenceAnswers {
    private static final String ROOT = "/productscience/inference/inference";

    private final Templates templates;

    InferenceAnswers(Templates templates) {
        this.templates = templates;
    }

    void addTo(RestRoutes routes) {
        routes.on(ROOT + "/params", call -> wrap("params", params(call.genesis())))
                .on(ROOT + "/epoch_info", this::epochInfo)
                .on(ROOT + "/get_current_epoch", this::currentEpoch)
                .on(ROOT + "/current_epoch_group_data", this::currentGroup)
                .on(ROOT + "/participant", this::participants)
                .on(ROOT + "/participant/*", this::participant)
                .on(ROOT + "/hardware_nodes/*", this::hardwareNodes)
                .on(ROOT + "/hardware_nodes_all", this::allHardwareNodes)
                .on(
                        ROOT + "/models_all",
                        call ->
                                templates.shaped(
                                        "models-all", call.genesis().generation(), Map.of()));
    }

    private JsonNode params(Genesis genesis) {
        var epochs = genesis.epochs();
        return templates.shaped(
                "params",
                genesis.generation(),
                new Values()
                        .and("epochLength", epochs.length())
                        .and("pocStage", epochs.pocStage())
                        .and("pocExchange", epochs.pocExchange())
                        .and("validationDelay", epochs.validationDelay())
                        .and("validation", epochs.validation())
                        .and("setValidatorsDelay", epochs.setValidatorsDelay())
                        .map());
    }

    private JsonNode epochInfo(RestCall call) {
        var epochs = call.genesis().epochs();
        var epoch = epochs.index(call.height());
        return templates.fill(
                "epoch-info",
                Map.of(
                        "height",
                        call.height(),
                        "params",
                        params(call.genesis()),
                        "epoch",
                        epoch,
                        "start",
                        epochs.start(epoch)));
    }

    private JsonNode currentEpoch(RestCall call) {
        var epoch = call.genesis().epochs().effective(call.height());
        return object().put("epoch", Long.toString(epoch));
    }

    private JsonNode currentGroup(RestCall call) {
        var genesis = call.genesis();
        var epoch = genesis.epochs().effective(call.height());
        var seeds =
                genesis.validators().stream()
                        .map(v -> object().put("member_address", v.address()).put("signature", ""))
                        .toList();
        var weights =
                genesis.validators().stream()
                        .map(v ->
                                templates.shaped(
                                        "epoch-weight",
                                        genesis.generation(),
                                        Map.of("address", v.address(), "weight", v.power())))
                        .toList();
        return wrap(
                "epoch_group_data",
                templates.shaped(
                        "epoch-group",
                        genesis.generation(),
                        Map.of(
                                "start",
                                genesis.epochs().start(epoch),
                                "effective",
                                genesis.epochs().effectiveFrom(epoch),
                                "seeds",
                                seeds,
                                "weights",
                                weights,
                                "totalWeight",
                                genesis.totalPower(),
                                "epoch",
                                epoch)));
    }

    private JsonNode participants(RestCall call) throws RestError {
        var all =
                call.genesis().participants().stream()
                        .sorted((a, b) -> Bech32.BYTE_ORDER.compare(a.address(), b.address()))
                        .toList();
        return Page.cut(all, v -> Bech32.decode(v.address()), call.request())
                .json("participant", v -> participant(call, v))
                .put("block_height", Long.toString(call.height()));
    }

    private JsonNode participant(RestCall call) throws RestError {
        return call.genesis().participants().stream()
                .filter(v -> v.address().equals(call.text(0)))
                .findFirst()
                .map(v -> wrap("participant", participant(call, v)))
                .orElseThrow(() -> RestError.notFound("not found"));
    }

    private JsonNode participant(RestCall call, Validator validator) {
        return templates.fill(
                "participant",
                new Values()
                        .and("address", validator.address())
                        .and("weight", (int) Math.min(Integer.MAX_VALUE, validator.power()))
                        .and("joined", call.view().earliest().time().getEpochSecond())
                        .and("joinHeight", call.view().earliest().height())
                        .and("url", validator.inferenceUrl().orElse(""))
                        .and("key", Base64.getEncoder().encodeToString(validator.consensusKey()))
                        .and("epochs", (int) call.genesis().epochs().effective(call.height()))
                        .map());
    }

    /// Whoever has none is answered, too, without a name.
    private JsonNode hardwareNodes(RestCall call) {
        return call.genesis().participants().stream()
                .filter(v -> v.address().equals(call.text(0)) && !v.hardware().isEmpty())
                .findFirst()
                .map(v -> wrap("nodes", nodes(v.address(), hardware(v))))
                .orElseGet(() -> wrap("nodes", nodes("", List.of())));
    }

    private JsonNode allHardwareNodes(RestCall call) {
        var out = object();
        var all = out.putArray("nodes");
        call.genesis().participants().stream()
                .filter(v -> !v.hardware().isEmpty())
                .forEach(v -> all.add(nodes(v.address(), hardware(v))));
        return out;
    }

    private ObjectNode nodes(String participant, List<JsonNode> hardware) {
        var out = object().put("participant", participant);
        out.putArray("hardware_nodes").addAll(hardware);
        return out;
    }

    private List<JsonNode> hardware(Validator validator) {
        return validator.hardware().stream()
                .map(node ->
                        templates.fill(
                                "hardware-node",
                                new Values()
                                        .and("id", node.id())
                                        .and("status", node.status())
                                        .and("models", node.models())
                                        .and("gpu", node.gpu())
                                        .and("gpus", node.gpus())
                                        .and("host", node.host())
                                        .and("port", node.port())
                                        .map()))
                .toList();
    }

    private JsonNode wrap(String name, JsonNode value) {
        var out = object();
        out.set(name, value);
        return out;
    }

    private ObjectNode object() {
        return templates.json().createObjectNode();
    }
}

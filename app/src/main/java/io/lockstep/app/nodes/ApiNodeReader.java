package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.nodes.ApiNode.Alive;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.Model;
import io.lockstep.app.nodes.Standing.Slot;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what the API node answers (fact sheet, sections 2.7 and 4.7). Of a body only the named
/// fields are kept.
final class ApiNodeReader {
    private ApiNodeReader() {}

    static List<ApiNodeEntry> nodes(URI from, JsonNode body) {
        if (!body.isArray()) {
            throw new ProblemException(malformed(from));
        }
        List<ApiNodeEntry> entries = new ArrayList<>();
        body.forEach(element -> entries.add(entry(element.path("node"), element.path("state"))));
        return List.copyOf(entries);
    }

    static Epoch epoch(JsonNode body) {
        var stages = Fields.at(body, "/epoch_stages");
        var confirmation = body.path("is_confirmation_poc_active");
        return new Epoch(
                Fields.number(body, "/latest_epoch/index"),
                Fields.text(body, "/phase"),
                Fields.number(body, "/block_height"),
                Fields.number(stages, "/poc_start"),
                Fields.number(stages, "/poc_validation_end"),
                Fields.number(stages, "/next_poc_start"),
                confirmation.isBoolean()
                        ? Optional.of(confirmation.booleanValue())
                        : Optional.empty());
    }

    /// One for each node of `upgrade-status`; none while no upgrade is planned.
    static List<Alive> upgrade(JsonNode body) {
        List<Alive> nodes = new ArrayList<>();
        body.properties()
                .forEach(node -> {
                    var alive = node.getValue().path("is_alive");
                    if (alive.isBoolean()) {
                        nodes.add(
                                new Alive(
                                        node.getKey(),
                                        alive.booleanValue(),
                                        text(node.getValue(), "error")));
                    }
                });
        return List.copyOf(nodes);
    }

    private static ApiNodeEntry entry(JsonNode node, JsonNode state) {
        return new ApiNodeEntry(
                node.path("id").asText(),
                node.path("host").asText(),
                node.path("inference_port").asInt(),
                node.path("poc_port").asInt(),
                state.path("intended_status").asText("UNKNOWN"),
                state.path("current_status").asText("UNKNOWN"),
                state.at("/admin_state/enabled").asBoolean(true),
                models(node, state),
                text(node, "version"),
                standing(node, state));
    }

    private static Standing standing(JsonNode node, JsonNode state) {
        var epoch = state.at("/admin_state/epoch");
        return new Standing(
                node.path("inference_segment").asText(""),
                node.path("poc_segment").asText(""),
                text(state, "poc_intended_status"),
                text(state, "poc_current_status"),
                text(state, "failure_reason"),
                text(state, "status_timestamp").flatMap(Fields::time),
                state.path("reconcile_info").isObject(),
                epoch.isIntegralNumber() ? OptionalLong.of(epoch.asLong()) : OptionalLong.empty(),
                slots(state.path("epoch_ml_nodes")),
                Way.UNKNOWN);
    }

    /// Zero values are left out by the API node: an entry without a weight has none, and one
    /// without an allocation has no slot.
    private static List<Slot> slots(JsonNode ofEpoch) {
        List<Slot> slots = new ArrayList<>();
        ofEpoch.properties()
                .forEach(model -> {
                    var weight = model.getValue().path("poc_weight");
                    var times = model.getValue().path("timeslot_allocation");
                    slots.add(
                            new Slot(
                                    model.getKey(),
                                    weight.isIntegralNumber()
                                            ? OptionalLong.of(weight.asLong())
                                            : OptionalLong.empty(),
                                    times.path(0).asBoolean(false),
                                    times.path(1).asBoolean(false)));
                });
        return List.copyOf(slots);
    }

    /// The epoch's models and arguments win over the configured ones (fact sheet, section 4.6).
    private static List<Model> models(JsonNode node, JsonNode state) {
        var ofEpoch = models(state.path("epoch_models"), "model_args");
        return ofEpoch.isEmpty() ? models(node.path("models"), "args") : ofEpoch;
    }

    private static List<Model> models(JsonNode named, String arguments) {
        List<Model> models = new ArrayList<>();
        named.properties()
                .forEach(model ->
                        models.add(
                                new Model(
                                        model.getKey(), words(model.getValue().path(arguments)))));
        return List.copyOf(models);
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return List.copyOf(words);
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    private static Problem malformed(URI from) {
        return new Problem(
                "dapi.malformed",
                "%s does not list MLNodes as an API node does.".formatted(from),
                "Its word does not count; nothing was changed.",
                "Check that it is the API node's admin address, port 9200.");
    }
}

package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.Epoch;
import io.lockstep.app.nodes.NodesView.Model;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return new Epoch(
                Fields.number(body, "/latest_epoch/index"),
                Fields.text(body, "/phase"),
                Fields.number(body, "/block_height"),
                Fields.number(stages, "/poc_start"),
                Fields.number(stages, "/poc_validation_end"),
                Fields.number(stages, "/next_poc_start"));
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
                Optional.of(node.path("version").asText("")).filter(name -> !name.isEmpty()));
    }

    /// The epoch's models and arguments win over the configured ones (fact sheet, section 4.6).
    private static List<Model> models(JsonNode node, JsonNode state) {
        List<Model> models = new ArrayList<>();
        state.path("epoch_models")
                .properties()
                .forEach(model ->
                        models.add(
                                new Model(
                                        model.getKey(),
                                        words(model.getValue().path("model_args")))));
        if (models.isEmpty()) {
            node.path("models")
                    .properties()
                    .forEach(model ->
                            models.add(
                                    new Model(
                                            model.getKey(), words(model.getValue().path("args")))));
        }
        return List.copyOf(models);
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return List.copyOf(words);
    }

    private static Problem malformed(URI from) {
        return new Problem(
                "dapi.malformed",
                "%s does not list MLNodes as an API node does.".formatted(from),
                "Its word does not count; nothing was changed.",
                "Check that it is the API node's admin address, port 9200.");
    }
}

package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// An MLNode as it is registered at the API node.
///
/// @param management address of the proxy's listener for port 8080
/// @param inference address of its listener for port 5000
public record NodeEntry(String id, URI management, URI inference, String model, List<String> args) {

    public NodeEntry {
        args = List.copyOf(args);
    }

    /// The same at the addresses of a registration; empty when it cannot be one of this node.
    Optional<NodeEntry> registered(JsonNode body) {
        var named = body.path("id").asText("").equals(id) && body.path("models").has(model);
        var host = body.path("host").asText("");
        return named && host.matches("[A-Za-z0-9._-]+")
                ? Optional.of(
                        new NodeEntry(
                                id,
                                at(host, body.path("poc_port").asInt()),
                                at(host, body.path("inference_port").asInt()),
                                model,
                                args))
                : Optional.empty();
    }

    private static URI at(String host, int port) {
        return URI.create("http://%s:%d".formatted(host, port));
    }

    /// The node and the model of the recordings.
    public static NodeEntry recorded(URI management, URI inference) {
        return new NodeEntry(
                "node1",
                management,
                inference,
                "Qwen/Qwen2.5-7B-Instruct",
                List.of("--quantization", "fp8"));
    }
}

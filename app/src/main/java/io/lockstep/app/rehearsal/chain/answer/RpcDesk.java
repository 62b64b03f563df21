package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The RPC of a node over HTTP: a path for each method, or JSON-RPC by POST to the root.
public final class RpcDesk {
    private static final IntNode URI_ID = IntNode.valueOf(-1);

    private final Templates templates;
    private final RpcMethods methods;

    public RpcDesk() {
        this.templates = new Templates();
        this.methods = new RpcMethods(templates);
    }

    public Answer answer(Request request, NodeView view) {
        if (request.method().equals("POST") && request.path().equals("/")) {
            return post(request.body(), view);
        }
        var method = request.path().substring(1);
        if (method.isEmpty()) {
            return new Answer(200, "text/html; charset=utf-8", index(), Map.of());
        }
        if (!RpcMethods.NAMES.contains(method)) {
            return Answer.text(404, "404 page not found\n");
        }
        try {
            var result = methods.call(method, request::argument, view);
            return Answer.json(200, JsonRpc.result(URI_ID, result));
        } catch (RpcError error) {
            return Answer.json(500, JsonRpc.error(URI_ID, error));
        }
    }

    /// A single call, as it also comes over a WebSocket.
    public ObjectNode call(JsonNode request, NodeView view) {
        var id = request.path("id");
        var params = request.path("params");
        try {
            return JsonRpc.result(
                    id,
                    methods.call(
                            request.path("method").asText(), name -> argument(params, name), view));
        } catch (RpcError error) {
            return JsonRpc.error(id, error);
        }
    }

    private Answer post(String body, NodeView view) {
        JsonNode request;
        try {
            request = templates.json().readTree(body);
        } catch (JsonProcessingException e) {
            var error = RpcError.parse("error unmarshalling request: " + e.getOriginalMessage());
            return Answer.json(500, JsonRpc.error(NullNode.getInstance(), error));
        }
        if (request instanceof ArrayNode batch) {
            var answers = templates.json().createArrayNode();
            batch.forEach(one -> notification(one, view).ifPresent(answers::add));
            return Answer.json(200, answers);
        }
        if (!request.isObject()) {
            var error = RpcError.request("request is not an object");
            return Answer.json(500, JsonRpc.error(NullNode.getInstance(), error));
        }
        return notification(request, view)
                .map(answer -> Answer.json(200, answer))
                .orElseGet(() -> Answer.text(200, ""));
    }

    /// A request without an id is a notification and gets no answer.
    private Optional<ObjectNode> notification(JsonNode request, NodeView view) {
        return request.path("id").isMissingNode()
                ? Optional.empty()
                : Optional.of(call(request, view));
    }

    private static Optional<String> argument(JsonNode params, String name) {
        var value =
                params.isArray()
                        ? params.path(name.equals("maxHeight") ? 1 : 0)
                        : params.path(name);
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    private static String index() {
        return RpcMethods.NAMES.stream()
                .sorted()
                .map(name -> "<a href=\"/%s\">/%s</a><br>".formatted(name, name))
                .collect(
                        Collectors.joining(
                                "\n", "<html><body>Available endpoints:<br>", "</body></html>"));
    }
}

package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The envelopes of JSON-RPC 2.0. An id comes back as it went in, text or number.
public final class JsonRpc {
    private JsonRpc() {}

    public static ObjectNode result(JsonNode id, JsonNode result) {
        var out = envelope(id);
        out.set("result", result);
        return out;
    }

    public static ObjectNode error(JsonNode id, RpcError error) {
        var out = envelope(id);
        var body = out.putObject("error").put("code", error.code()).put("message", error.title());
        if (!error.data().isEmpty()) {
            body.put("data", error.data());
        }
        return out;
    }

    private static ObjectNode envelope(JsonNode id) {
        var out = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        out.set("id", id);
        return out;
    }
}

package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An event as a subscriber gets it, but for the query it subscribed with.
///
/// @param events what queries are held against
public record Published(JsonNode data, ObjectNode events) {
    /// The result of an event message for one subscription.
    public JsonNode result(String query) {
        var out = JsonNodeFactory.instance.objectNode().put("query", query);
        out.set("data", data);
        out.set("events", events);
        return out;
    }
}

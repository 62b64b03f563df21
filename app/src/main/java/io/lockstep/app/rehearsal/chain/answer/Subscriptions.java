package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one WebSocket connection is subscribed to. Only its own event loop uses it.
public final class Subscriptions {
    private static final int MOST = 5;
    private static final int LONGEST_QUERY = 512;

    private final ObjectMapper json = new ObjectMapper();
    private final RpcDesk desk;
    private final Map<String, Subscription> byQuery = new LinkedHashMap<>();

    /// @param id of the request; all its events carry it
    private record Subscription(JsonNode id, SubscriptionQuery query) {}

    public Subscriptions(RpcDesk desk) {
        this.desk = desk;
    }

    /// What to answer to a message, if anything.
    public Optional<String> receive(String message, NodeView view) {
        JsonNode request;
        try {
            request = json.readTree(message);
        } catch (JsonProcessingException e) {
            return Optional.of(
                    JsonRpc.error(
                                    NullNode.getInstance(),
                                    RpcError.parse(
                                            "error unmarshaling request: "
                                                    + e.getOriginalMessage()))
                            .toString());
        }
        var id = request.path("id");
        if (id.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer(request, id, view).toString());
        } catch (RpcError error) {
            return Optional.of(JsonRpc.error(id, error).toString());
        }
    }

    /// The messages that an event means for this connection.
    public List<String> publish(Published event) {
        return byQuery.values().stream()
                .filter(s -> s.query().matches(event))
                .map(s -> JsonRpc.result(s.id(), event.result(s.query().text())).toString())
                .toList();
    }

    /// Ends all subscriptions because the client does not read; what to tell it.
    public List<String> cancel() {
        var errors =
                byQuery.values().stream()
                        .map(s ->
                                JsonRpc.error(
                                                s.id(),
                                                RpcError.server(
                                                        "subscription was canceled (reason: client is not pulling messages fast enough)"))
                                        .toString())
                        .toList();
        byQuery.clear();
        return errors;
    }

    private JsonNode answer(JsonNode request, JsonNode id, NodeView view) throws RpcError {
        var nothing = JsonNodeFactory.instance.objectNode();
        switch (request.path("method").asText()) {
            case "subscribe" -> subscribe(id, query(request.path("params")));
            case "unsubscribe" -> {
                if (byQuery.remove(query(request.path("params"))) == null) {
                    throw RpcError.internal("subscription not found");
                }
            }
            case "unsubscribe_all" -> byQuery.clear();
            default -> {
                return desk.call(request, view);
            }
        }
        return JsonRpc.result(id, nothing);
    }

    private void subscribe(JsonNode id, String text) throws RpcError {
        if (byQuery.size() >= MOST) {
            throw RpcError.internal("max_subscriptions_per_client " + MOST + " reached");
        }
        if (text.length() > LONGEST_QUERY) {
            throw RpcError.internal("maximum query length exceeded");
        }
        var query =
                SubscriptionQuery.parse(text)
                        .orElseThrow(() -> RpcError.internal("failed to parse query: " + text));
        if (byQuery.putIfAbsent(text, new Subscription(id, query)) != null) {
            throw RpcError.internal("already subscribed");
        }
    }

    /// Parameters come as a list or by name.
    private static String query(JsonNode params) {
        return (params.isArray() ? params.path(0) : params.path("query")).asText();
    }
}

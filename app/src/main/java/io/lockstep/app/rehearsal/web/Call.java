package io.lockstep.app.rehearsal.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// One request that waits for its answer.
public final class Call {
    private static final int BODY_LIMIT = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    /// The path as it came, without the query.
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    public byte[] body() throws IOException {
        return exchange.getRequestBody().readNBytes(BODY_LIMIT);
    }

    /// The body as an object; empty when it is none.
    public Optional<ObjectNode> json() throws IOException {
        try {
            return JSON.readTree(body()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public void answer(int status, JsonNode body) throws IOException {
        send(status, "application/json", JSON.writeValueAsBytes(body));
    }

    /// An object with one text field.
    public void answer(int status, String field, String text) throws IOException {
        answer(status, JsonNodeFactory.instance.objectNode().put(field, text));
    }

    public void text(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Begins an answer of unknown length; what is written goes out with each flush.
    public OutputStream stream(String contentType) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /// The answer of somebody else, whatever it was.
    public void pass(int status, Map<String, String> headers, byte[] body) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        send(status, headers.getOrDefault("Content-Type", "application/json"), body);
    }

    private void send(int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}

package io.lockstep.app.rehearsal.mlnode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/// Writes chat completions, whole or in chunks, each with the version that made it as its
/// `system_fingerprint`.
final class Completions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PROMPT_TOKENS = 12;

    private final String version;
    private final Clock clock = Clock.systemUTC();

    Completions(String version) {
        this.version = version;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String newId() {
        return "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    }

    ObjectNode whole(String model, TokenScript script) {
        var body = envelope(newId(), "chat.completion", model);
        var choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", script.text());
        var logprobs = choice.putObject("logprobs").putArray("content");
        for (int i = 0; i < script.tokens(); i++) {
            addLogprob(logprobs, script, i);
        }
        choice.put("finish_reason", "stop");
        body.set("usage", usage(script));
        return body;
    }

    Chunks chunks(String id, String model) {
        return new Chunks(id, model);
    }

    /// The events of one stream.
    final class Chunks {
        private final String id;
        private final String model;

        private Chunks(String id, String model) {
            this.id = id;
            this.model = model;
        }

        ObjectNode first() {
            var body = envelope(id, "chat.completion.chunk", model);
            var choice = body.putArray("choices").addObject().put("index", 0);
            choice.putObject("delta").put("role", "assistant").put("content", "");
            choice.putNull("logprobs").putNull("finish_reason");
            return body;
        }

        ObjectNode token(TokenScript script, int index) {
            var body = envelope(id, "chat.completion.chunk", model);
            var choice = body.putArray("choices").addObject().put("index", 0);
            choice.putObject("delta").put("content", script.token(index));
            addLogprob(choice.putObject("logprobs").putArray("content"), script, index);
            choice.putNull("finish_reason");
            return body;
        }

        ObjectNode last(TokenScript script, boolean withUsage) {
            var body = envelope(id, "chat.completion.chunk", model);
            var choice = body.putArray("choices").addObject().put("index", 0);
            choice.putObject("delta");
            choice.putNull("logprobs").put("finish_reason", "stop");
            if (withUsage) {
                body.set("usage", usage(script));
            }
            return body;
        }
    }

    private ObjectNode envelope(String id, String object, String model) {
        return JSON.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", now())
                .put("model", model)
                .put("system_fingerprint", version);
    }

    private static void addLogprob(ArrayNode content, TokenScript script, int index) {
        var token = script.token(index);
        var entry = content.addObject().put("token", token).put("logprob", script.logprob(index));
        var bytes = entry.putArray("bytes");
        for (byte one : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xff);
        }
        entry.putArray("top_logprobs");
    }

    private static ObjectNode usage(TokenScript script) {
        return JSON.objectNode()
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", script.tokens())
                .put("total_tokens", PROMPT_TOKENS + script.tokens());
    }
}

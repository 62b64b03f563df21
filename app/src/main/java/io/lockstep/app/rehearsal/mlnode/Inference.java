package io.lockstep.app.rehearsal.mlnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.mlnode.Workload.Service;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What vLLM answers: models, completions, health and tokens.
final class Inference {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MlNodeConfig config;
    private final Workload workload;
    private final Completions completions;

    Inference(MlNodeConfig config, Workload workload) {
        this.config = config;
        this.workload = workload;
        this.completions = new Completions(config.version());
    }

    void addTo(Routes routes) {
        routes.get("/v1/models", serving(this::models))
                .post("/v1/chat/completions", serving(this::complete));
    }

    /// Only the compatibility port has these.
    void addAllTo(Routes routes) {
        addTo(routes);
        routes.get("/health", serving((call, _) -> call.text(200, "")))
                .post("/tokenize", serving(this::tokenize));
    }

    @FunctionalInterface
    private interface ServingDesk {
        void answer(Call call, Service service) throws IOException, InterruptedException;
    }

    private Desk serving(ServingDesk desk) {
        return call -> {
            var service = workload.serving();
            if (service.isPresent()) {
                desk.answer(call, service.get());
            } else {
                call.text(
                        503,
                        workload.service().kind() == Workload.Kind.INFERENCE
                                ? "vLLM backend not ready"
                                : "No vLLM backend available");
            }
        };
    }

    private void models(Call call, Service service) throws IOException {
        var body = JSON.objectNode().put("object", "list");
        body.putArray("data")
                .addObject()
                .put("id", service.model())
                .put("object", "model")
                .put("created", completions.now())
                .put("owned_by", "vllm")
                .put("root", service.model())
                .putNull("parent")
                .put("max_model_len", 32_768)
                .putArray("permission");
        call.answer(200, body);
    }

    private void complete(Call call, Service service) throws IOException, InterruptedException {
        var asked = call.json().orElseGet(JSON::objectNode);
        var prompt = prompt(asked);
        var model = asked.path("model").asText(service.model());
        if (prompt.isEmpty()) {
            refuse(call, 400, "BadRequestError", "A message with text content is needed.");
        } else if (!model.equals(service.model())) {
            refuse(call, 404, "NotFoundError", "The model `" + model + "` does not exist.");
        } else {
            var script = script(asked, prompt.get());
            if (asked.path("stream").asBoolean()) {
                stream(call, service, script, usageAsked(asked));
            } else {
                whole(call, service, script);
            }
        }
    }

    private void whole(Call call, Service service, TokenScript script)
            throws IOException, InterruptedException {
        await(service, config.perToken().toMillis() * script.tokens() / 4);
        call.answer(200, completions.whole(service.model(), script));
    }

    private void stream(Call call, Service service, TokenScript script, boolean usage)
            throws IOException, InterruptedException {
        var id = completions.newId();
        var chunks = completions.chunks(id, service.model());
        var out = new EventStream(call.stream("text/event-stream; charset=utf-8"));
        out.event(chunks.first());
        for (int i = 0; i < script.tokens(); i++) {
            await(service, config.perToken().toMillis());
            out.event(chunks.token(script, i));
        }
        out.event(chunks.last(script, usage));
        out.end();
    }

    /// When the service ends, the connection breaks in the middle of the answer.
    private static void await(Service service, long millis)
            throws IOException, InterruptedException {
        if (service.endsWithin(millis)) {
            throw new EOFException("the service was stopped");
        }
    }

    private void tokenize(Call call, Service service) throws IOException {
        var text = call.json().map(body -> body.path("prompt").asText()).orElse("");
        var body = JSON.objectNode();
        var tokens = body.putArray("tokens");
        text.codePoints().forEach(tokens::add);
        call.answer(200, body.put("count", tokens.size()).put("max_model_len", 32_768));
    }

    private static Optional<String> prompt(JsonNode asked) {
        var messages = asked.path("messages");
        var last = messages.path(messages.size() - 1).path("content");
        return last.isTextual() ? Optional.of(last.asText()) : Optional.empty();
    }

    private static TokenScript script(JsonNode asked, String prompt) {
        var script = TokenScript.askedBy(prompt);
        var most = asked.path("max_tokens").asInt(script.tokens());
        return new TokenScript(script.seed(), Math.min(script.tokens(), most));
    }

    private static boolean usageAsked(ObjectNode asked) {
        return asked.path("stream_options").path("include_usage").asBoolean();
    }

    private static void refuse(Call call, int status, String type, String message)
            throws IOException {
        call.answer(
                status,
                JSON.objectNode()
                        .put("object", "error")
                        .put("message", message)
                        .put("type", type)
                        .putNull("param")
                        .put("code", status));
    }

    /// Server-sent events, each on its way before the next is made. Only a stream that came to its
    /// end is closed, so that one that broke cannot look complete.
    private record EventStream(OutputStream out) {
        void event(ObjectNode data) throws IOException {
            send(data.toString());
        }

        void end() throws IOException {
            send("[DONE]");
            out.close();
        }

        private void send(String data) throws IOException {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}

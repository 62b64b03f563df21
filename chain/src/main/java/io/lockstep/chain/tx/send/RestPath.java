package io.lockstep.chain.tx.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Asks below one REST address, and tells apart "not there" from "no answer".
final class RestPath {
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BODY_LIMIT = 1L << 20;

    private final URI rest;
    private final JsonHttp http;

    /// Each question gets a connection of its own: a node closes idle ones, and a broadcast must
    /// not be lost on one that was closed while a person thought.
    RestPath(URI rest, JsonHttp http) {
        this.rest = rest;
        this.http =
                new JsonHttp(
                        http.client()
                                .newBuilder()
                                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                                .build());
    }

    record Answer(int status, JsonNode body) {}

    JsonNode get(String path) {
        var answer = http.get(address(path));
        return accepted(path, new Answer(answer.status(), answer.body()));
    }

    /// Empty for a 404 of the node itself, which carries the code 5.
    Optional<JsonNode> find(String path) {
        var answer = http.get(address(path));
        return answer.status() == 404 && answer.body().at("/code").asInt() == 5
                ? Optional.empty()
                : Optional.of(accepted(path, new Answer(answer.status(), answer.body())));
    }

    /// An answer with any status below 500, and a 500 of the node's own; others are no answer.
    Answer post(String path, ObjectNode body) {
        var request =
                new Request.Builder()
                        .url(address(path).toString())
                        .header("Accept", "application/json")
                        .post(RequestBody.create(body.toString(), TYPE))
                        .build();
        var call = http.client().newCall(request);
        try (var response = call.execute()) {
            return new Answer(response.code(), parsed(path, call, response));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unusable(path, "it is no HTTP address"), e);
        } catch (IOException e) {
            throw new ProblemException(unusable(path, Reason.of(e)), e);
        }
    }

    JsonNode accepted(String path, Answer answer) {
        if (answer.status() != 200) {
            throw new ProblemException(
                    unusable(
                            path,
                            "status %d, \"%s\""
                                    .formatted(
                                            answer.status(),
                                            answer.body().at("/message").asText("no reason"))));
        }
        return answer.body();
    }

    private JsonNode parsed(String path, Call call, Response response) throws IOException {
        var source = response.body().source();
        if (source.request(BODY_LIMIT + 1)) {
            call.cancel();
            throw new ProblemException(unusable(path, "a body of more than 1 MiB"));
        }
        try {
            return JSON.readTree(source.readByteArray());
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    unusable(path, "status %d and no JSON".formatted(response.code())), e);
        }
    }

    private URI address(String path) {
        var base = rest.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    private Problem unusable(String path, String what) {
        return new Problem(
                "tx.noAnswer",
                "%s gave no usable answer to %s: %s.".formatted(rest, path, what),
                "Whatever was sent before is looked up by its hash before anything is sent again.",
                "Check the REST address, port 1317 of a node or /chain-api/ of its public proxy.");
    }
}

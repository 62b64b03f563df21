package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What the engine answered. What was so already (304) is as good as done.
///
/// @param body missing where the engine sent none
record Answer(int status, JsonNode body) {

    static Answer of(Response response) throws IOException {
        var bytes = response.getBody().readAllBytes();
        var answer = new Answer(response.getStatusCode(), parse(bytes));
        if (answer.status == 400 && answer.message().contains("client version")) {
            throw DockerProblems.tooNew(answer.message());
        }
        return answer;
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : DockerApi.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var text = new String(body, StandardCharsets.UTF_8);
            return DockerApi.JSON.createObjectNode().put("message", text);
        }
    }

    boolean ok() {
        return status < 300 || status == 304;
    }

    String message() {
        return body.path("message").asText("no message").strip();
    }
}

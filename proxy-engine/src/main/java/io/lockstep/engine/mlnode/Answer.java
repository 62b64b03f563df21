package io.lockstep.engine.mlnode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import okhttp3.Response;

/// One HTTP answer, read as far as it matters; `json` is missing when the body is something else.
record Answer(int status, String text, JsonNode json) {
    private static final long BODY_LIMIT = 1L << 20;
    private static final int WORDS_LIMIT = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer read(Response response) throws IOException {
        var source = response.body().source();
        source.request(BODY_LIMIT);
        var text = source.getBuffer().readUtf8(Math.min(BODY_LIMIT, source.getBuffer().size()));
        return new Answer(response.code(), text, parse(text));
    }

    boolean ok() {
        return status == 200;
    }

    <T> Reply<T> refused() {
        return new Reply.Refused<>(status, says());
    }

    /// The node's own words, short enough for a log.
    private String says() {
        var words = json.path("message").asText(json.path("detail").asText(text)).strip();
        return words.length() > WORDS_LIMIT ? words.substring(0, WORDS_LIMIT) + "…" : words;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

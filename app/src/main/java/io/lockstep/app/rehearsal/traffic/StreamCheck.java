package io.lockstep.app.rehearsal.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.mlnode.TokenScript;
import java.util.Optional;

/// Follows one stream line by line and knows at each what has to come next.
final class StreamCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";

    private final TokenScript script;
    private int tokens = -1;
    private boolean finished;
    private boolean done;
    private String version = "";

    StreamCheck(TokenScript script) {
        this.script = script;
    }

    /// What is wrong with this line; empty when it is what was due.
    Optional<String> line(String line) {
        if (line.isEmpty()) {
            return Optional.empty();
        }
        if (done || !line.startsWith(DATA)) {
            return Optional.of("there is a line that is not due: " + line);
        }
        var data = line.substring(DATA.length());
        if (data.equals("[DONE]")) {
            done = true;
            return finished ? Optional.empty() : Optional.of("[DONE] comes " + place());
        }
        try {
            return event(JSON.readTree(data));
        } catch (JsonProcessingException e) {
            return Optional.of("an event is no JSON " + place());
        }
    }

    /// Whether all was said, down to `[DONE]`.
    boolean complete() {
        return done;
    }

    /// The version that names itself; empty before the first event.
    String version() {
        return version;
    }

    String place() {
        return "after %d of %d tokens".formatted(Math.max(tokens, 0), script.tokens());
    }

    private Optional<String> event(JsonNode event) {
        var author = event.path("system_fingerprint").asText();
        if (!version.isEmpty() && !version.equals(author)) {
            return Optional.of("%s goes on for %s %s".formatted(author, version, place()));
        }
        version = author;
        var choice = event.path("choices").path(0);
        if (tokens < 0) {
            tokens = 0;
            return choice.at("/delta/role").asText().equals("assistant")
                    ? Optional.empty()
                    : Optional.of("the first event names no role");
        }
        if (tokens == script.tokens()) {
            finished = choice.path("finish_reason").asText().equals("stop");
            return finished ? Optional.empty() : Optional.of("there is more than was asked for");
        }
        return token(choice);
    }

    private Optional<String> token(JsonNode choice) {
        var due = script.token(tokens);
        var said = choice.at("/delta/content").asText();
        var logged = choice.at("/logprobs/content/0/token").asText();
        if (!due.equals(said) || !due.equals(logged)) {
            return Optional.of("token %d is “%s”, due was “%s”".formatted(tokens, said, due));
        }
        tokens++;
        return Optional.empty();
    }
}

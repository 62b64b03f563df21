package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.nodes.NodesView.About;
import io.lockstep.app.nodes.NodesView.Sight;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.Request;

/// Looks at one MLNode (fact sheet, sections 5.2 and 5.3). It asks only what the state it is in can
/// answer: an error would count against it.
final class MlNodeLook {
    private static final String INFERENCE = "INFERENCE";

    private final JsonHttp http;

    MlNodeLook(JsonHttp http) {
        this.http = http;
    }

    /// @param inference its inference port, where that is another base; asked when the first does
    ///   not know `/v1/models`
    Sight at(URI base, Optional<URI> inference) {
        try {
            var answer = http.get(AdminApi.under(base, "api/v1/state"));
            var state = answer.body().path("state").asText("");
            if (answer.status() != 200 || state.isEmpty()) {
                return unknown(base, "answered status %d".formatted(answer.status()));
            }
            var models = state.equals(INFERENCE) ? models(base) : Optional.<JsonHttp.Answer>empty();
            var listed = models.filter(list -> list.status() == 200);
            var serving =
                    state.equals(INFERENCE)
                            && (listed.isPresent() || inference.filter(this::healthy).isPresent());
            var about =
                    new About(
                            pow(base, state, answer.body()),
                            text(answer.body().path("loaded_model"))
                                    .or(() -> listed.flatMap(MlNodeLook::model)),
                            text(answer.body().path("version")));
            return new Sight(base.toString(), Optional.of(state), serving, Optional.empty(), about);
        } catch (ProblemException e) {
            return unknown(base, e.problem().what());
        }
    }

    static Sight unknown(URI base, String why) {
        return new Sight(base.toString(), Optional.empty(), false, Optional.of(why), About.NOTHING);
    }

    /// While the model loads it refuses, and not always with JSON.
    private Optional<JsonHttp.Answer> models(URI base) {
        try {
            return Optional.of(http.get(AdminApi.under(base, "v1/models")));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /// An empty body with 200, so it is not read as JSON.
    private boolean healthy(URI inference) {
        var request =
                new Request.Builder().url(AdminApi.under(inference, "health").toString()).build();
        try (var answer = http.client().newCall(request).execute()) {
            return answer.code() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Another service answers 409, which says only that no proof of compute runs.
    private Optional<String> pow(URI base, String state, JsonNode told) {
        var named = text(told.path("poc_status"));
        if (named.isPresent() || !(state.equals("POW") || state.equals("STOPPED"))) {
            return named;
        }
        try {
            var answer = http.get(AdminApi.under(base, "api/v1/pow/status"));
            return answer.status() == 200 ? text(answer.body().path("status")) : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> model(JsonHttp.Answer list) {
        return text(list.body().at("/data/0/id"));
    }

    private static Optional<String> text(JsonNode field) {
        return field.isTextual() && !field.asText().isEmpty()
                ? Optional.of(field.asText())
                : Optional.empty();
    }
}

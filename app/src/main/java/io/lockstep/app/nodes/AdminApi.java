package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// The admin side of an API node (fact sheet, section 4.7). Its path that tells all its secrets is
/// asked by nobody. Methods block for at most a few seconds.
final class AdminApi {
    private static final long MOST_SAID = 4096;
    private static final int MOST_QUOTED = 200;

    private final URI admin;
    private final JsonHttp http;

    AdminApi(URI admin, JsonHttp http) {
        this.admin = admin;
        this.http = http;
    }

    URI address() {
        return admin;
    }

    /// The list as it came.
    ///
    /// @throws ProblemException when it is refused or nobody answers
    JsonNode nodes() {
        var address = under(admin, "admin/v1/nodes");
        var answer = http.get(address);
        if (answer.status() == 200) {
            return answer.body();
        }
        throw new ProblemException(
                new Problem(
                        "dapi.refused",
                        "%s answered with status %d.".formatted(address, answer.status()),
                        "Everything else is read.",
                        "Check that it is the API node's admin address, port 9200."));
    }

    JsonHttp.Answer upgradeStatus() {
        return http.get(under(admin, "admin/v1/nodes/upgrade-status"));
    }

    /// The caller has just seen this id in the list: on R0 an unknown one freezes the API node.
    void toggle(String id, boolean enable) {
        send(
                new Request.Builder()
                        .url(path(id, enable ? "enable" : "disable"))
                        .post(RequestBody.create(new byte[0])));
    }

    /// Replaces the live entry of that id, as releases before R2 do.
    void post(JsonNode node) {
        send(new Request.Builder().url(path()).post(body(node)));
    }

    /// Replaces the entry of that id, kept once; R2 only.
    void put(String id, JsonNode node) {
        send(new Request.Builder().url(path(id)).put(body(node)));
    }

    private static RequestBody body(JsonNode node) {
        return RequestBody.create(
                node.toString().getBytes(StandardCharsets.UTF_8),
                MediaType.get("application/json"));
    }

    /// Ids are free text, so each is one escaped segment.
    private HttpUrl path(String... below) {
        var url = HttpUrl.get(under(admin, "admin/v1/nodes").toString()).newBuilder();
        for (var segment : below) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    private void send(Request.Builder request) {
        var asked = request.build();
        try (var answer = http.client().newCall(asked).execute()) {
            if (answer.code() / 100 != 2) {
                var said = answer.peekBody(MOST_SAID).string();
                throw new ProblemException(refused(asked, answer.code(), said));
            }
        } catch (IOException e) {
            throw new ProblemException(silent(asked, Reason.of(e)), e);
        }
    }

    private static Problem refused(Request asked, int status, String said) {
        return new Problem(
                "dapi.refused",
                "The API node answered %s with status %d: %s."
                        .formatted(
                                asked.url().encodedPath(),
                                status,
                                Printable.line(said, MOST_QUOTED)),
                "It keeps what it had.",
                "Look at the API node's log; it refuses a node with a model that is not approved.");
    }

    private static Problem silent(Request asked, String reason) {
        return new Problem(
                "dapi.silent",
                "The API node did not answer %s: %s.".formatted(asked.url().encodedPath(), reason),
                "It is not known whether it did what was asked.",
                "Look with lockstep nodes before anything is asked again.");
    }

    static URI under(URI base, String path) {
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text : text + "/") + path);
    }
}

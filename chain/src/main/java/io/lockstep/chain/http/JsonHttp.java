package io.lockstep.chain.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// GETs JSON with short limits: no redirect is followed, no body over 16 MiB is read, and every
/// failure names the address it came from.
public final class JsonHttp {
    private static final long BODY_LIMIT = 16L << 20;

    /// "404 page not found" begins with a number: what follows the first value must be looked at.
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final OkHttpClient client;

    public JsonHttp(OkHttpClient client) {
        this.client = client;
    }

    /// A client for probes: 2 s to connect, 5 s in all, nothing retried. It tries the addresses of
    /// a host one after another, since racing them leaks an interruption past `catch` clauses.
    public static JsonHttp forProbes() {
        return new JsonHttp(
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .readTimeout(Duration.ofSeconds(4))
                        .callTimeout(Duration.ofSeconds(5))
                        .followRedirects(false)
                        .fastFallback(false)
                        .retryOnConnectionFailure(false)
                        .build());
    }

    /// The client behind it, for a WebSocket to the same node.
    public OkHttpClient client() {
        return client;
    }

    /// An answer with any status; the body is parsed when it is JSON.
    public Answer get(URI address) {
        try (var response = client.newCall(request(address)).execute()) {
            return new Answer(response.code(), parse(address, response));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unreachable(address, "it is no HTTP address"), e);
        } catch (IOException e) {
            throw new ProblemException(unreachable(address, Reason.of(e)), e);
        } catch (Exception e) {
            // The client lets an interrupt through that its signature does not declare.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new ProblemException(unreachable(address, "the question was ended"), e);
            }
            throw e;
        }
    }

    /// @param status HTTP status
    /// @param body parsed JSON
    public record Answer(int status, JsonNode body) {}

    private static Request request(URI address) {
        return new Request.Builder()
                .url(address.toString())
                .header("Accept", "application/json")
                .build();
    }

    private static JsonNode parse(URI address, Response response) throws IOException {
        var source = response.body().source();
        if (source.request(BODY_LIMIT + 1)) {
            throw new ProblemException(malformed(address, response, "more than 16 MiB"));
        }
        try {
            var parsed = JSON.readTree(source.readByteArray());
            if (parsed.isMissingNode()) {
                throw new ProblemException(malformed(address, response, "an empty body"));
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    malformed(address, response, "something that is not JSON"), e);
        }
    }

    private static Problem unreachable(URI address, String reason) {
        return new Problem(
                "chain.unreachable",
                "%s does not answer: %s.".formatted(address, reason),
                "Nothing was changed.",
                "Check the address and that the node runs.");
    }

    private static Problem malformed(URI address, Response response, String what) {
        return new Problem(
                "chain.malformed",
                "%s answered status %d with %s.".formatted(address, response.code(), what),
                "Its word does not count; nothing was changed.",
                "Check that the address is the node's own and not a proxy's page.");
    }
}

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

    /// An answer with any status; the body must be JSON.
    public Answer get(URI address) {
        return get(address, BODY_LIMIT);
    }

    /// As [#get(URI)], and no body over `limit` bytes is read.
    public Answer get(URI address, long limit) {
        try {
            return ask(address, limit);
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
    /// @param bytes length of the body as it was read
    public record Answer(int status, JsonNode body, long bytes) {}

    private Answer ask(URI address, long limit) throws IOException {
        var call = client.newCall(request(address));
        try (var response = call.execute()) {
            if (response.body().source().request(limit + 1)) {
                // Closing alone would read on for a tenth of a second, to keep the connection.
                call.cancel();
                throw new ProblemException(
                        malformed(address, response, "more than %d MiB".formatted(limit >> 20)));
            }
            return answer(address, response);
        }
    }

    private static Request request(URI address) {
        return new Request.Builder()
                .url(address.toString())
                .header("Accept", "application/json")
                .build();
    }

    private static Answer answer(URI address, Response response) throws IOException {
        var bytes = response.body().bytes();
        try {
            var parsed = JSON.readTree(bytes);
            if (parsed.isMissingNode()) {
                throw new ProblemException(malformed(address, response, "an empty body"));
            }
            return new Answer(response.code(), parsed, bytes.length);
        } catch (JsonProcessingException e) {
            throw new ProblemException(unreadable(address, response), e);
        }
    }

    /// A proxy without its backend answers with a page of its own.
    private static Problem unreadable(URI address, Response response) {
        return switch (response.code()) {
            case 502, 503, 504 ->
                    new Problem(
                            "chain.unavailable",
                            "%s answered status %d with a page that is not the node's."
                                    .formatted(address, response.code()),
                            "Its word does not count; nothing was changed.",
                            "The proxy in front runs and the node behind it does not; around a"
                                    + " software upgrade this passes by itself.");
            default -> malformed(address, response, "something that is not JSON");
        };
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

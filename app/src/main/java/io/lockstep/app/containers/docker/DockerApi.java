package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Speaks with one Docker engine: a path and JSON out, a status and JSON back.
///
/// It goes through docker-java's transport and stays with the engine's own JSON, because its typed
/// models drop the fields they do not know and a clone must not lose one.
final class DockerApi implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final DockerAddress address;
    private final DockerHttpClient calls;
    private final DockerHttpClient slow;
    private final DockerHttpClient streams;
    private final ApiVersion version;

    DockerApi(DockerAddress address) {
        this.address = address;
        this.calls = client(address, SHORT);
        this.slow = client(address, LONG);
        this.streams = client(address, Duration.ZERO);
        this.version = negotiate();
    }

    /// A response whose body is still to be read.
    @FunctionalInterface
    interface Reading<T> {
        T read(Response response) throws IOException;
    }

    String version() {
        return version.toString();
    }

    /// Whether the engine runs on this machine.
    boolean local() {
        return address.local();
    }

    Answer get(String path) {
        return answer(calls, request("GET", path));
    }

    Answer getSlowly(String path) {
        return answer(slow, request("GET", path));
    }

    /// The status alone.
    int head(String path) {
        return exchange(calls, request("HEAD", path).build(), Response::getStatusCode);
    }

    Answer post(String path) {
        return answer(calls, request("POST", path));
    }

    Answer post(String path, JsonNode body) {
        return answer(calls, withBody(request("POST", path), body));
    }

    /// For what the engine answers only after it waited for somebody else.
    Answer postSlowly(String path) {
        return answer(slow, request("POST", path));
    }

    Answer delete(String path) {
        return answer(slow, request("DELETE", path));
    }

    /// Posts and hears every line of a stream of JSON objects; the answer holds no body if all is
    /// well, since such a stream says only in its lines whether it went well.
    Answer lines(String path, @Nullable InputStream body, Consumer<JsonNode> heard) {
        return lines(path, body, Map.of(), heard);
    }

    Answer lines(
            String path,
            @Nullable InputStream body,
            Map<String, String> headers,
            Consumer<JsonNode> heard) {
        var request = request("POST", path);
        headers.forEach(request::putHeader);
        if (body != null) {
            request.putHeader("Content-Type", "application/x-tar").body(body);
        }
        return exchange(
                slow,
                request.build(),
                response -> {
                    if (response.getStatusCode() >= 300) {
                        return Answer.of(response);
                    }
                    try (MappingIterator<JsonNode> lines =
                            JSON.readerFor(JsonNode.class).readValues(response.getBody())) {
                        lines.forEachRemaining(heard);
                    }
                    return new Answer(response.getStatusCode(), MissingNode.getInstance());
                });
    }

    <T> T read(String path, Reading<T> reading) {
        return exchange(calls, request("GET", path).build(), reading);
    }

    /// Opens a two-way stream; the caller closes the response, which closes the connection.
    Response hijack(String path, JsonNode body, InputStream input) {
        var request =
                withBody(request("POST", path), body)
                        .putHeader("Connection", "Upgrade")
                        .putHeader("Upgrade", "tcp")
                        .hijackedInput(input)
                        .build();
        return execute(streams, request);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ApiVersion negotiate() {
        try {
            return exchange(
                    calls,
                    bare("GET", "/_ping").build(),
                    response -> {
                        var header = response.getHeader("api-version");
                        var offered = ApiVersion.parse(header == null ? "" : header);
                        if (offered.compareTo(ApiVersion.OLDEST) < 0) {
                            throw DockerProblems.tooOld(
                                    header == null ? "of unknown version" : header);
                        }
                        return offered.spoken();
                    });
        } catch (ProblemException e) {
            close();
            throw e;
        }
    }

    private Answer answer(DockerHttpClient client, Request.Builder request) {
        return exchange(client, request.build(), Answer::of);
    }

    private <T> T exchange(DockerHttpClient client, Request request, Reading<T> reading) {
        try (var response = execute(client, request)) {
            return reading.read(response);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreachable(e);
        }
    }

    private Response execute(DockerHttpClient client, Request request) {
        try {
            return client.execute(request);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    /// The transport tells I/O errors as bare runtime exceptions with the true one inside.
    private ProblemException unreachable(Exception e) {
        var cause = root(e);
        if (String.valueOf(cause.getMessage()).contains("Permission denied")) {
            return DockerProblems.noPermission(address.toString());
        }
        if (address.local() && cause instanceof ConnectException) {
            return DockerProblems.notRunning(address.toString());
        }
        return DockerProblems.unreachable(address.toString(), String.valueOf(cause.getMessage()));
    }

    private static Throwable root(Throwable e) {
        var cause = e.getCause();
        return cause == null ? e : root(cause);
    }

    private Request.Builder request(String method, String path) {
        return bare(method, "/v" + version + path);
    }

    private static Request.Builder bare(String method, String path) {
        var request = Request.builder();
        request.method(method).path(path);
        return request;
    }

    private static Request.Builder withBody(Request.Builder request, JsonNode body) {
        request.putHeader("Content-Type", "application/json")
                .bodyBytes(body.toString().getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static DockerHttpClient client(DockerAddress address, Duration response) {
        var builder =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(address.uri())
                        .maxConnections(64)
                        .connectionTimeout(CONNECT)
                        .responseTimeout(response);
        var tls = address.tls();
        if (tls != null) {
            builder.sslConfig(tls);
        }
        return builder.build();
    }

    @Override
    public void close() {
        for (var client : new DockerHttpClient[] {calls, slow, streams}) {
            try {
                client.close();
            } catch (IOException e) {
                throw unreachable(e);
            }
        }
    }
}

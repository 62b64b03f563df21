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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /// Calls one engine may have under way; a host that hangs costs no more than these.
    private static final int CALLS = 16;

    private static final int STREAMS = 64;

    private final Wire wire;
    private final boolean local;
    private final Duration patience;
    private final DockerHttpClient calls;
    private final DockerHttpClient streams;
    private final Semaphore budget = new Semaphore(CALLS);
    private final ApiVersion version;

    DockerApi(DockerAddress address) {
        this(address, SHORT);
    }

    /// @param patience how long a call may take that has nobody to wait for
    DockerApi(DockerAddress address, Duration patience) {
        this.patience = patience;
        this.wire = address.wire();
        this.local = address instanceof DockerAddress.LocalSocket;
        this.calls = client(wire, LONG, CALLS);
        this.streams = client(wire, Duration.ZERO, STREAMS);
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
        return local;
    }

    Answer get(String path) {
        return answer(patience, request("GET", path));
    }

    Answer getSlowly(String path) {
        return answer(LONG, request("GET", path));
    }

    /// The status alone.
    int head(String path) {
        return within(
                patience, () -> exchange(request("HEAD", path).build(), Response::getStatusCode));
    }

    Answer post(String path) {
        return answer(patience, request("POST", path));
    }

    Answer post(String path, JsonNode body) {
        return answer(patience, withBody(request("POST", path), body));
    }

    /// For what the engine answers only after it waited for somebody else.
    Answer postSlowly(String path) {
        return answer(LONG, request("POST", path));
    }

    /// Unpacks an archive in a container.
    Answer put(String path, byte[] tar) {
        var request = request("PUT", path).putHeader("Content-Type", "application/x-tar");
        return answer(LONG, request.bodyBytes(tar));
    }

    Answer delete(String path) {
        return answer(LONG, request("DELETE", path));
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
        var request = request("GET", path).build();
        return within(patience, () -> exchange(request, reading));
    }

    /// Opens a stream that may go on for ever; the caller closes the response.
    Response stream(String path) {
        var request = request("GET", path).build();
        return within(patience, () -> execute(streams, request));
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

    /// What an error in a stream of this engine means.
    ProblemException lost(IOException e) {
        return wire.lost(e);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ApiVersion negotiate() {
        try {
            return within(
                    patience,
                    () ->
                            exchange(
                                    bare("GET", "/_ping").build(),
                                    response -> {
                                        var header = response.getHeader("api-version");
                                        var offered =
                                                ApiVersion.parse(header == null ? "" : header);
                                        if (offered.compareTo(ApiVersion.OLDEST) < 0) {
                                            throw DockerProblems.tooOld(
                                                    header == null ? "of unknown version" : header);
                                        }
                                        return offered.spoken();
                                    }));
        } catch (ProblemException e) {
            close();
            throw e;
        }
    }

    private Answer answer(Duration limit, Request.Builder request) {
        return within(limit, () -> exchange(request.build(), Answer::of));
    }

    private <T> T exchange(Request request, Reading<T> reading) {
        admit();
        try (var response = execute(calls, request)) {
            return reading.read(response);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw wire.lost(e);
        } finally {
            budget.release();
        }
    }

    private void admit() {
        try {
            if (!budget.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DockerProblems.busy(wire.toString(), CALLS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DockerProblems.unreachable(wire.toString(), "the wait was interrupted");
        }
    }

    private Response execute(DockerHttpClient client, Request request) {
        wire.ready();
        try {
            return client.execute(request);
        } catch (RuntimeException e) {
            throw wire.lost(e);
        }
    }

    /// The transport knows no time limit on Unix sockets, so the call runs on a thread of its own
    /// that is interrupted, which closes its connection.
    private <T> T within(Duration limit, Callable<T> call) {
        var task = new FutureTask<>(call);
        var worker = Thread.ofVirtual().name("call " + wire).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            throw DockerProblems.hangs(wire.toString(), limit);
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw DockerProblems.unreachable(wire.toString(), "the wait was interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known ? known : wire.lost(e);
        }
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

    private static DockerHttpClient client(Wire wire, Duration response, int connections) {
        var builder =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(wire.uri())
                        .maxConnections(connections)
                        .connectionTimeout(CONNECT)
                        .responseTimeout(response);
        var tls = wire.tls();
        if (tls != null) {
            builder.sslConfig(tls);
        }
        return builder.build();
    }

    @Override
    public void close() {
        try (wire;
                streams;
                calls) {
            // Closed in this order even where one fails.
        } catch (IOException e) {
            throw wire.lost(e);
        }
    }
}

package io.lockstep.app.containers.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Stands in front of a real registry and spoils what a test wants spoilt.
public final class FaultyRelay implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Accept", "Authorization", "Range", "User-Agent");
    private static final List<String> PASSED_BACK =
            List.of(
                    "Content-Type",
                    "Docker-Content-Digest",
                    "Docker-Distribution-Api-Version",
                    "Www-Authenticate",
                    "Content-Range");

    private final HttpServer server;
    private final PlainDoor door;
    private final String behind;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fault> faults = _ -> new Fault.None();

    /// What happens to one request.
    public sealed interface Fault {
        record None() implements Fault {}

        /// @param retryAfter value of that field; empty for none
        record Status(int status, String retryAfter) implements Fault {}

        /// One digit in the body is another one.
        record Corrupt() implements Fault {}

        /// The body ends too early and the connection with it.
        record Cut(int bytes) implements Fault {}

        /// The body stops after some bytes until the latch opens.
        record Stall(int bytes, CountDownLatch reached, CountDownLatch on) implements Fault {}
    }

    public FaultyRelay(String behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        door = PlainDoor.before(server.getAddress());
    }

    public String host() {
        return "127.0.0.1:" + door.port();
    }

    /// Decides by who asks, method and path: `engine GET /v2/...` or `client HEAD /v2/...`.
    public void spoil(Function<String, Fault> faults) {
        this.faults = faults;
    }

    /// What was asked for, in the same words.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var line = who(exchange) + " " + exchange.getRequestMethod() + " " + path;
            asked.add(line);
            var fault = faults.apply(line);
            if (fault instanceof Fault.Status(var status, var retryAfter)) {
                refuse(exchange, status, retryAfter);
            } else {
                relay(exchange, path, fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String who(HttpExchange exchange) {
        var agent = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
        return agent.startsWith("docker/") ? "engine" : "client";
    }

    private static void refuse(HttpExchange exchange, int status, String retryAfter)
            throws IOException {
        var body =
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"slow down\"}]}"
                        .formatted(status == 429 ? "TOOMANYREQUESTS" : "UNKNOWN")
                        .getBytes(StandardCharsets.UTF_8);
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private void relay(HttpExchange exchange, String path, Fault fault)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://" + behind + path))
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        for (var name : PASSED_ON) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        PASSED_BACK.forEach(name ->
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
        var length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        try (var body = answer.body()) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
                exchange.sendResponseHeaders(answer.statusCode(), -1);
            } else {
                exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
                copy(body, exchange.getResponseBody(), fault);
            }
        }
    }

    private static void copy(InputStream from, OutputStream to, Fault fault)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.None _, Fault.Status _ -> from.transferTo(to);
            case Fault.Corrupt _ -> {
                to.write(corrupted(from.readAllBytes()));
            }
            case Fault.Cut(int bytes) -> {
                to.write(from.readNBytes(bytes));
                to.flush();
                throw new IOException("cut off on purpose");
            }
            case Fault.Stall(int bytes, var reached, var on) -> {
                to.write(from.readNBytes(bytes));
                to.flush();
                reached.countDown();
                on.await();
                from.transferTo(to);
            }
        }
    }

    /// With another last digit, so that what was JSON still is.
    private static byte[] corrupted(byte[] body) {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] >= '0' && body[i] <= '9') {
                body[i] = (byte) (body[i] == '0' ? '1' : '0');
                return body;
            }
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop(0);
        client.shutdownNow();
    }
}

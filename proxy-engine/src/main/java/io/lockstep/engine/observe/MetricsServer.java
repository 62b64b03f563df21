package io.lockstep.engine.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Answers `GET /metrics` on an address of its own, and nothing else. It is never a part of the
/// data port.
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";

    private final Supplier<String> metrics;
    private final boolean anywhere;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsServer(Supplier<String> metrics, boolean anywhere, HttpServer server) {
        this.metrics = metrics;
        this.anywhere = anywhere;
        this.server = server;
    }

    /// Where metrics are served.
    ///
    /// @param anywhere allows an address that other machines reach
    public record Place(String host, int port, boolean anywhere) {}

    /// Throws `ProblemException` when the address cannot be had or would let others in unasked.
    public static MetricsServer open(Place place, Supplier<String> metrics) {
        try {
            var address = InetAddress.getByName(place.host());
            if (!address.isLoopbackAddress() && !place.anywhere()) {
                throw refused(place);
            }
            var http = HttpServer.create(new InetSocketAddress(address, place.port()), 16);
            var server = new MetricsServer(metrics, place.anywhere(), http);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.cannotListen",
                            "Cannot serve metrics on %s:%d: %s."
                                    .formatted(
                                            place.host(),
                                            place.port(),
                                            Objects.toString(e.getMessage(), "it fails")),
                            "Nothing was started.",
                            "Stop what uses that address, or choose another with --metrics."),
                    e);
        }
    }

    /// With its true port.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            if (!ours(exchange)) {
                say(exchange, 403, "text/plain", "Only programs of this machine are answered.\n");
            } else if (!exchange.getRequestURI().getRawPath().equals(PATH)) {
                say(exchange, 404, "text/plain", "Only /metrics is here.\n");
            } else if (method.equals("GET") || method.equals("HEAD")) {
                say(exchange, 200, OpenMetrics.CONTENT_TYPE, metrics.get());
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "text/plain", "Only GET and HEAD are answered.\n");
            }
        }
    }

    /// A web page must not read it by naming this machine with a name of its own.
    private boolean ours(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var host = Objects.toString(headers.getFirst("Host"), "").toLowerCase(Locale.ROOT);
        return !headers.containsKey("Origin")
                && (anywhere || host.matches("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?"));
    }

    private static void say(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ProblemException refused(Place place) {
        return new ProblemException(
                new Problem(
                        "engine.badFlag",
                        "Others than this machine could read metrics on %s."
                                .formatted(place.host()),
                        "Nothing was started.",
                        "Give a loopback address, or allow it with --metrics-anywhere."));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.lockstep.app.fakes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers fixed bodies on loopback, as an API node or an MLNode would.
public final class FakeApiNode implements AutoCloseable {
    public static final String NODES =
            """
            [{"node":{"host":"inference","inference_port":5000,"poc_port":8080,"id":"node1",
            "models":{"Qwen/QwQ-32B":{"args":["--quantization","fp8"]}},"version":""},
            "state":{"intended_status":"INFERENCE","current_status":"INFERENCE",
            "admin_state":{"enabled":true,"epoch":72}}}]
            """;

    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile int otherwise = 404;

    public FakeApiNode() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    var body = bodies.get(exchange.getRequestURI().getPath());
                    var bytes =
                            (body == null ? "{\"error\":\"not found\"}" : body)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(body == null ? otherwise : 200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    public FakeApiNode answers(String path, String body) {
        bodies.put(path, body);
        return this;
    }

    /// The status for every path without an answer.
    public FakeApiNode otherwise(int status) {
        otherwise = status;
        return this;
    }

    /// Every path that was asked for.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

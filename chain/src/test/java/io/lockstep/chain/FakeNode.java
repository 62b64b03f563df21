package io.lockstep.chain;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// An HTTP node on loopback that answers each path with what the test gave it.
public final class FakeNode implements AutoCloseable {
    private record Reply(int status, String body, Map<String, String> fields) {}

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private FakeNode(HttpServer server) {
        this.server = server;
        server.createContext(
                "/",
                exchange -> {
                    var reply =
                            replies.getOrDefault(
                                    exchange.getRequestURI().toString(),
                                    new Reply(404, "404 page not found", Map.of()));
                    var body = reply.body().getBytes(UTF);
                    reply.fields().forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(reply.status(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static final Charset UTF = StandardCharsets.UTF_8;

    public static FakeNode start() {
        try {
            return new FakeNode(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeNode answers(String path, int status, String body) {
        replies.put(path, new Reply(status, body, Map.of()));
        return this;
    }

    /// Sends whoever asks for that path to another one.
    public FakeNode redirects(String path, String to) {
        replies.put(path, new Reply(302, "<a>Moved</a>", Map.of("Location", to)));
        return this;
    }

    /// Answers with a recording of a real node, such as `r0/rpc-status.json`.
    public FakeNode plays(String path, int status, String recording) {
        return answers(path, status, recording(recording));
    }

    public static String recording(String name) {
        try (InputStream found = FakeNode.class.getResourceAsStream("/recordings/" + name)) {
            if (found == null) {
                throw new IllegalArgumentException("no recording " + name);
            }
            return new String(found.readAllBytes(), UTF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

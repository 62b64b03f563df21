package io.lockstep.engine.handover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;

/// A CometBFT RPC node on loopback that stands at the heights a test gives it.
final class FakeChain implements AutoCloseable {
    static final String ID = "lockstep-lab";

    private record Heights(String chainId, long seen, long applied) {}

    private final HttpServer server;
    private volatile Heights heights = new Heights(ID, 100, 100);

    FakeChain() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void at(long seen, long applied) {
        heights = new Heights(heights.chainId(), seen, applied);
    }

    void isOn(String chainId) {
        heights = new Heights(chainId, heights.seen(), heights.applied());
    }

    static Instant timeOf(long height) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(height);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var now = heights;
        var answer =
                switch (exchange.getRequestURI().toString()) {
                    case "/status" ->
                            """
                            {"result":{"node_info":{"network":"%s"},"sync_info":{
                            "latest_block_hash":"%d","latest_block_height":"%d",
                            "latest_block_time":"%s","catching_up":false}}}
                            """
                                    .formatted(
                                            now.chainId(),
                                            now.seen(),
                                            now.seen(),
                                            timeOf(now.seen()));
                    case "/abci_info" ->
                            """
                            {"result":{"response":{"last_block_height":"%d"}}}
                            """
                                    .formatted(now.applied());
                    default -> "";
                };
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

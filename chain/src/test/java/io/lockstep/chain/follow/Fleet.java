package io.lockstep.chain.follow;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/// Many RPC nodes on one port, each below a path of its own, that count what they are asked.
final class Fleet extends Dispatcher implements AutoCloseable {
    final AtomicLong height = new AtomicLong(10);
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger pastRequests = new AtomicInteger();
    final AtomicInteger sockets = new AtomicInteger();
    final CountDownLatch twoSockets = new CountDownLatch(2);
    private final ConcurrentLinkedQueue<WebSocket> open = new ConcurrentLinkedQueue<>();
    private final MockWebServer server = new MockWebServer();
    private volatile boolean down;

    Fleet() throws Exception {
        server.setDispatcher(this);
        server.start();
    }

    List<URI> nodes(int count) {
        List<URI> nodes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            nodes.add(server.url("/node" + node).uri());
        }
        return nodes;
    }

    /// Every node answers 503 from now on, with the page of a proxy.
    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /// Sends that many messages to everybody who subscribed.
    void flood(int messages) {
        for (var socket : open) {
            for (int i = 0; i < messages; i++) {
                socket.send("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}");
            }
        }
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        var path = request.getUrl().encodedPath();
        if (path.endsWith("/websocket")) {
            return socket();
        }
        requests.incrementAndGet();
        if (path.endsWith("/blockchain")) {
            pastRequests.incrementAndGet();
        }
        if (down) {
            return new MockResponse.Builder().code(503).body("<html>503</html>").build();
        }
        return new MockResponse.Builder()
                .body(path.endsWith("/status") ? status() : applied())
                .build();
    }

    private MockResponse socket() {
        return new MockResponse.Builder()
                .webSocketUpgrade(
                        new WebSocketListener() {
                            @Override
                            public void onOpen(WebSocket socket, Response response) {
                                open.add(socket);
                                sockets.incrementAndGet();
                                twoSockets.countDown();
                            }
                        })
                .build();
    }

    private String status() {
        var now = height.get();
        return """
        {"result":{"node_info":{"network":"gonka"},"sync_info":{"latest_block_hash":"%d",
        "latest_block_height":"%d","catching_up":false,"latest_block_time":"2026-01-01T00:00:00Z"}}}
        """
                .formatted(now, now);
    }

    private String applied() {
        return "{\"result\":{\"response\":{\"last_block_height\":\"%d\"}}}".formatted(height.get());
    }

    /// The server keeps what it was asked until somebody looks.
    void forget() throws InterruptedException {
        while (server.takeRequest(0, TimeUnit.MILLISECONDS) != null) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

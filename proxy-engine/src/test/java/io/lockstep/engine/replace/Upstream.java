package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Answers at once, but `/stream` for about a second in small pieces, and `/slow` when told to.
final class Upstream implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch never = new CountDownLatch(1);
    final CountDownLatch arrived = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);

    Upstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/stream" -> stream(exchange);
                case "/slow" -> {
                    arrived.countDown();
                    wait(answer, 30_000);
                    whole(exchange);
                }
                default -> whole(exchange);
            }
        }
    }

    private static void whole(HttpExchange exchange) throws IOException {
        var body = ("it " + exchange.getRequestURI()).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var event = 0; event < 50; event++) {
            exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(UTF_8));
            exchange.getResponseBody().flush();
            wait(never, 20);
        }
        exchange.getResponseBody().write("end".getBytes(UTF_8));
    }

    private static void wait(CountDownLatch latch, int millis) {
        try {
            var _ = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        answer.countDown();
        server.stop(0);
    }
}

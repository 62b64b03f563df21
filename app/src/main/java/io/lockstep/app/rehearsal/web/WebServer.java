package io.lockstep.app.rehearsal.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Listens on one address and answers each request on a virtual thread of its own.
public final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    /// Answers one request. When it throws, the connection is closed where the answer stood.
    @FunctionalInterface
    public interface Desk {
        void answer(Call call) throws IOException, InterruptedException;
    }

    private WebServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Port 0 takes any free one.
    public static WebServer listen(InetSocketAddress address, Desk desk) {
        try {
            var server = HttpServer.create(address, 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(exchange, desk));
            server.start();
            return new WebServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    /// Sends each piece of a stream at once instead of gathering. Programs call it before their
    /// first server.
    public static void sendAtOnce() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri() {
        var host = server.getAddress().getAddress();
        return URI.create(
                "http://%s:%d"
                        .formatted(
                                host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress(),
                                port()));
    }

    /// Breaks what is open.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Desk desk) throws IOException {
        try {
            desk.answer(new Call(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("closing").initCause(e);
        }
        exchange.close();
    }
}

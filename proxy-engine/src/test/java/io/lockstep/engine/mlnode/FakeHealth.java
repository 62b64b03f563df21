package io.lockstep.engine.mlnode;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// A listener that answers whatever is asked with one status and a page nobody can parse.
record FakeHealth(HttpServer server) implements AutoCloseable {

    static FakeHealth answering(int status) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(status, 4);
                        exchange.getResponseBody().write(new byte[] {'<', 'p', '/', '>'});
                        exchange.close();
                    });
            server.start();
            return new FakeHealth(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

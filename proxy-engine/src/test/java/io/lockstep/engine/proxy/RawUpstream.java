package io.lockstep.engine.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An upstream on loopback that does nothing by itself: the test takes each connection and reads
/// and writes every byte of it.
final class RawUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<Wire> accepted = new LinkedBlockingQueue<>();
    private final Thread accepting;

    private RawUpstream(ServerSocket server) {
        this.server = server;
        this.accepting = Thread.ofVirtual().name("accept").start(this::accept);
    }

    static RawUpstream start() {
        try {
            return new RawUpstream(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes connections from a socket of the test's own making.
    static RawUpstream on(ServerSocket server) {
        return new RawUpstream(server);
    }

    /// Serves every connection the same way, each on a thread of its own.
    static RawUpstream serving(Serving serving) {
        var upstream = start();
        Thread.ofVirtual()
                .start(() -> {
                    while (!upstream.server.isClosed()) {
                        upstream.accepted(serving);
                    }
                });
        return upstream;
    }

    /// What an upstream does with a connection.
    @FunctionalInterface
    interface Serving {
        void serve(Wire wire) throws IOException;
    }

    /// Answers each request with its target, until the connection ends.
    static RawUpstream naming(String name) {
        return serving(wire -> {
            while (true) {
                var head = wire.head();
                wire.body(head);
                var body = name + " " + Wire.target(head);
                wire.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body));
            }
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// The next connection, within ten seconds.
    Wire next() {
        try {
            var wire = accepted.poll(10, TimeUnit.SECONDS);
            if (wire == null) {
                throw new AssertionError("nobody connected to the upstream");
            }
            return wire;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    boolean nobodyWaits() {
        return accepted.isEmpty();
    }

    private void accepted(Serving serving) {
        try {
            var wire = accepted.poll(100, TimeUnit.MILLISECONDS);
            if (wire != null) {
                Thread.ofVirtual().start(() -> serve(serving, wire));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(Serving serving, Wire wire) {
        try (wire) {
            serving.serve(wire);
        } catch (IOException | UncheckedIOException e) {
            // The other side has ended the connection, as it may.
            return;
        }
    }

    private void accept() {
        while (true) {
            try {
                accepted.add(Wire.over(server.accept()));
            } catch (IOException e) {
                return;
            }
        }
    }

    /// Once it returns, nobody can connect any more.
    @Override
    public void close() {
        try {
            server.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Clients that never stop: some keep their connection for as long as they may, some open one for
/// each request, some read a stream to its end. They repeat nothing, so whatever an engine loses is
/// a failure here.
public final class Load implements AutoCloseable {
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final int port;
    private volatile boolean ending;

    private interface Client {
        void run() throws IOException;
    }

    /// @param port on loopback; `/stream` there must be a chunked answer that ends with `end`
    public Load(int port) {
        this.port = port;
    }

    public Load keeping(int count) {
        return start(count, this::keepAsking);
    }

    public Load opening(int count) {
        return start(
                count,
                () -> {
                    try (var socket = connect()) {
                        var _ = ask(socket, new BufferedInputStream(socket.getInputStream()));
                    }
                });
    }

    public Load streaming(int count) {
        return start(count, this::stream);
    }

    public int answers() {
        return answers.get();
    }

    public int streams() {
        return streams.get();
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    private Load start(int count, Client client) {
        for (var at = 0; at < count; at++) {
            clients.add(Thread.ofPlatform().daemon().start(() -> repeat(client)));
        }
        return this;
    }

    private void repeat(Client client) {
        while (!ending) {
            try {
                client.run();
            } catch (IOException | RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    private void keepAsking() throws IOException {
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (!ending && ask(socket, in)) {
                Thread.onSpinWait();
            }
        }
    }

    /// Whether the connection may be used again.
    private boolean ask(Socket socket, InputStream in) throws IOException {
        socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
        var head = head(in);
        var length = LENGTH.matcher(head);
        if (!head.startsWith("HTTP/1.1 200") || !length.find()) {
            throw new IOException("answered: " + head);
        }
        var wanted = Integer.parseInt(length.group(1));
        if (in.readNBytes(wanted).length < wanted) {
            throw new IOException("cut in a body");
        }
        answers.incrementAndGet();
        return !head.toLowerCase(Locale.ROOT).contains("connection: close");
    }

    private void stream() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
            var text = new StringBuilder();
            var in = new BufferedInputStream(socket.getInputStream());
            while (text.indexOf("end\r\n0\r\n\r\n") < 0) {
                var next = in.read();
                if (next < 0) {
                    throw new IOException("cut in a stream after " + text.length());
                }
                text.append((char) next);
            }
            streams.incrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /// Lets every client come to the end of what it does.
    @Override
    public void close() {
        ending = true;
        try {
            for (var client : clients) {
                client.join(30_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

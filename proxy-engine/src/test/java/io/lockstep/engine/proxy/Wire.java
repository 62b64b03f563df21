package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Pattern;

/// One end of a TCP connection, read and written byte by byte. Every read waits ten seconds at
/// most.
final class Wire implements AutoCloseable {
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static Wire over(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return new Wire(socket);
    }

    static Wire to(int port) {
        return quietly(() -> over(new Socket(InetAddress.getLoopbackAddress(), port)));
    }

    /// To the listener that was printed as `HOST:PORT`.
    static Wire to(String address) {
        return to(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    Wire send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /// A message head of those lines.
    Wire lines(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    Wire send(byte[] bytes) {
        return quietly(() -> {
            out.write(bytes);
            out.flush();
            return this;
        });
    }

    /// Sends to somebody who may be gone.
    boolean trySend(String text) {
        try {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Up to and with the empty line.
    String head() {
        return until("\r\n\r\n");
    }

    /// Up to and with those bytes.
    String until(String end) {
        var text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            var next = read();
            if (next < 0) {
                throw new UncheckedIOException(new IOException("ended after: " + text));
            }
            text.append((char) next);
        }
        return text.toString();
    }

    String take(int bytes) {
        return quietly(() -> new String(in.readNBytes(bytes), ISO_8859_1));
    }

    /// The body that `Content-Length` or chunks announce, the chunks undone.
    String body(String head) {
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            return chunks();
        }
        var length = LENGTH.matcher(head);
        return length.find() ? take(Integer.parseInt(length.group(1))) : "";
    }

    /// Head and body of the next answer.
    String answer() {
        var head = head();
        return head + body(head);
    }

    /// One chunk's content.
    String chunk() {
        var size = Integer.parseInt(until("\r\n").replaceFirst(";.*", "").strip(), 16);
        var content = take(size);
        take(2);
        return content;
    }

    private String chunks() {
        var all = new StringBuilder();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            all.append(take(size));
            take(2);
        }
        for (var line = until("\r\n"); !line.equals("\r\n"); line = until("\r\n")) {
            all.append(line);
        }
        return all.toString();
    }

    private int chunkSize() {
        return Integer.parseInt(until("\r\n").replaceFirst(";.*", "").strip(), 16);
    }

    /// All that comes until the other side ends; a reset is an end too.
    String rest() {
        var text = new StringBuilder();
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after: " + text, e);
        } catch (IOException e) {
            return text + "(reset)";
        }
        return text.toString();
    }

    int read() {
        return quietly(in::read);
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    void endOutput() {
        quietly(() -> {
            socket.shutdownOutput();
            return this;
        });
    }

    /// Closes with a reset, as a process that dies does.
    void reset() {
        quietly(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return this;
        });
    }

    @Override
    public void close() {
        quietly(() -> {
            socket.close();
            return this;
        });
    }

    static String target(String head) {
        return head.split(" ", 3)[1];
    }

    private interface Io<T> {
        T run() throws IOException;
    }

    private static <T> T quietly(Io<T> io) {
        try {
            return io.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

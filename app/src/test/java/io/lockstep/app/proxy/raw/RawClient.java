package io.lockstep.app.proxy.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Sends bytes as they are and takes what comes back until the connection ends or nothing more
/// comes.
final class RawClient {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int QUIET_MILLIS = 500;
    private static final int PATIENT_MILLIS = 10_000;

    private final int port;
    private final int quiet;

    private RawClient(int port, int quiet) {
        this.port = port;
        this.quiet = quiet;
    }

    /// One whose bytes may end in the middle of a message.
    static RawClient to(int port) {
        return new RawClient(port, QUIET_MILLIS);
    }

    /// One whose bytes always lead to an end of the connection.
    static RawClient patient(int port) {
        return new RawClient(port, PATIENT_MILLIS);
    }

    /// What came back.
    ///
    /// @param ended the other side ended the connection
    record Got(String bytes, boolean ended) {
        List<Integer> statuses() {
            return STATUS.matcher(bytes)
                    .results()
                    .map(found -> Integer.parseInt(found.group(1)))
                    .toList();
        }
    }

    Got send(byte[] bytes) throws IOException {
        try (var socket = connected()) {
            trySend(socket, bytes);
            return rest(socket);
        }
    }

    /// In two pieces; the first has been read when the second is sent, since one event loop has
    /// answered a later request meanwhile.
    Got sendCut(byte[] bytes, int at) throws IOException {
        try (var socket = connected();
                var probe = connected()) {
            trySend(socket, Arrays.copyOf(bytes, at));
            probe(probe);
            trySend(socket, Arrays.copyOfRange(bytes, at, bytes.length));
            return rest(socket);
        }
    }

    /// One byte a packet, as far as the system allows it.
    Got sendSlowly(byte[] bytes) throws IOException {
        try (var socket = connected()) {
            for (var b : bytes) {
                trySend(socket, new byte[] {b});
            }
            return rest(socket);
        }
    }

    private static void probe(Socket socket) throws IOException {
        trySend(
                socket,
                ("GET " + RecordingUpstream.PROBE + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .getBytes(ISO_8859_1));
        var last = new StringBuilder();
        while (!last.toString().endsWith("\r\n\r\nok")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the probe was not answered: " + last);
            }
            last.append((char) next);
        }
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(quiet);
        return socket;
    }

    /// The other side may have refused the first bytes and be gone already.
    private static void trySend(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            return;
        }
    }

    private static Got rest(Socket socket) {
        var all = new ByteArrayOutputStream();
        try {
            var in = socket.getInputStream();
            for (var next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
            return new Got(all.toString(ISO_8859_1), true);
        } catch (SocketTimeoutException e) {
            return new Got(all.toString(ISO_8859_1), false);
        } catch (IOException e) {
            return new Got(all.toString(ISO_8859_1), true);
        }
    }
}

package io.lockstep.app.proxy.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An upstream that writes down each whole request and answers it as it was told to; what it cannot
/// read it writes down as well.
final class RecordingUpstream implements AutoCloseable {
    static final String PROBE = "/probe";
    static final Script OK = new Script("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false);
    private static final String TO_HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    /// What is sent for a request, byte for byte, and whether the connection ends then.
    record Script(String bytes, boolean closes) {}

    private final ServerSocket listener;
    private volatile Script script = OK;
    private final List<Message> seen = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    RecordingUpstream() throws IOException {
        listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("upstream").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void answering(Script answer) {
        script = answer;
    }

    /// What came since the last call, in the order in which requests became whole.
    synchronized List<Message> taken() {
        var taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /// What came and was no request.
    synchronized List<String> rubbish() {
        return List.copyOf(unreadable);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                open.add(client);
                Thread.ofVirtual().name("upstream connection").start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var reading = new Reading(new BufferedInputStream(client.getInputStream()));
            var more = true;
            while (more) {
                more = one(reading, client);
            }
        } catch (Reading.Malformed e) {
            write(String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            // The proxy has no more for this connection, or gave up in the middle of a request.
            return;
        } catch (IOException e) {
            return;
        } finally {
            open.remove(client);
        }
    }

    private boolean one(Reading reading, Socket client) throws IOException {
        var head = reading.head();
        if (head.value("expect").isPresent()) {
            send(client, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        var whole = reading.body(head);
        var scripted = script;
        if (whole.target().endsWith(PROBE)) {
            send(client, OK.bytes());
            return true;
        }
        write(whole);
        var plain = whole.method().equals("HEAD") && scripted.equals(OK);
        send(client, plain ? TO_HEAD : scripted.bytes());
        return !scripted.closes();
    }

    private synchronized void write(Message message) {
        seen.add(message);
    }

    private synchronized void write(String rubbish) {
        unreadable.add(rubbish);
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var one : open) {
            one.close();
        }
    }
}

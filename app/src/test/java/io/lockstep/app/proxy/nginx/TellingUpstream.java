package io.lockstep.app.proxy.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An MLNode that answers each request with its own name and the request's head as it saw it.
final class TellingUpstream implements AutoCloseable {
    private final String name;
    private final ServerSocket listener;

    /// @param port 0 lets the system choose
    TellingUpstream(String name, String host, int port) throws IOException {
        this.name = name;
        this.listener = new ServerSocket(port, 50, InetAddress.getByName(host));
        Thread.ofVirtual().name(name).start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            List<String> head = new ArrayList<>();
            for (var line = Optional.ofNullable(in.readLine());
                    line.filter(text -> !text.isEmpty()).isPresent();
                    line = Optional.ofNullable(in.readLine())) {
                head.add(line.get());
            }
            if (head.isEmpty()) {
                return;
            }
            var body = name + "\n" + String.join("\n", head);
            var answer =
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                            .formatted(body.length(), body);
            client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // The test sees that no answer came.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

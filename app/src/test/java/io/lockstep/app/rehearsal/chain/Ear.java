package io.lockstep.app.rehearsal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client of a node that keeps what it hears.
final class Ear implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final WebSocket socket;

    Ear(HttpClient client, URI rpc) {
        socket =
                client.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://" + rpc.getAuthority() + "/websocket"), this)
                        .join();
    }

    /// Sends a request and returns what comes next.
    JsonNode ask(String method, String query) throws InterruptedException {
        socket.sendText(
                        """
                        {"jsonrpc":"2.0","method":"%s","id":"1","params":["%s"]}\
                        """
                                .formatted(method, query),
                        true)
                .join();
        return next();
    }

    JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing was heard");
    }

    boolean heardNothing() {
        return heard.isEmpty();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        begun.append(part);
        if (last) {
            heard.add(Recordings.parse(begun.toString()));
            begun.setLength(0);
        }
        from.request(1);
        return null;
    }
}

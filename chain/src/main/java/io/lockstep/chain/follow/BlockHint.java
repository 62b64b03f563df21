package io.lockstep.chain.follow;

import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// A subscription to new block headers whose messages mean nothing but "ask now".
final class BlockHint implements AutoCloseable {
    private static final int GOODBYE = 1000;
    private static final String SUBSCRIBE =
            """
            {"jsonrpc":"2.0","method":"subscribe","id":"1","params":["tm.event='NewBlockHeader'"]}\
            """;

    private final OkHttpClient client;
    private final URI rpc;
    private final Runnable onBlock;
    private boolean open;
    private Runnable cancel = () -> {};

    BlockHint(OkHttpClient client, URI rpc, Runnable onBlock) {
        this.client = client;
        this.rpc = rpc;
        this.onBlock = onBlock;
    }

    /// Opens the socket unless it is open. Failures are of no account: polling goes on.
    synchronized void keepOpen() {
        if (open) {
            return;
        }
        open = true;
        var base = rpc.toString();
        var address = (base.endsWith("/") ? base : base + "/") + "websocket";
        var socket =
                client.newBuilder()
                        .callTimeout(Duration.ZERO)
                        .readTimeout(Duration.ZERO)
                        .build()
                        .newWebSocket(new Request.Builder().url(address).build(), new Listener());
        cancel = socket::cancel;
    }

    @Override
    public synchronized void close() {
        open = true;
        cancel.run();
    }

    private synchronized void lost() {
        open = false;
    }

    private final class Listener extends WebSocketListener {
        @Override
        public void onOpen(WebSocket socket, Response response) {
            socket.send(SUBSCRIBE);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            onBlock.run();
        }

        /// Without our own goodbye the socket would stay half open, and no hint would come again.
        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(GOODBYE, null);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            lost();
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            lost();
        }
    }
}

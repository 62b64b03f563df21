package io.lockstep.chain.follow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// A subscription to new block headers whose messages mean nothing but "ask now".
///
/// A node may stop sending while its socket stays open (fact sheet, section 1.4): a socket that
/// says nothing while polls see blocks is closed and opened anew, each time after a longer pause.
final class BlockHint implements AutoCloseable {
    /// So many blocks without a word mean that none will come.
    private static final long SILENCE = 3;

    private static final int GOODBYE = 1000;
    private static final String SUBSCRIBE =
            """
            {"jsonrpc":"2.0","method":"subscribe","id":"1","params":["tm.event='NewBlockHeader'"]}\
            """;

    private final OkHttpClient client;
    private final URI rpc;
    private final Runnable onBlock;
    private final Backoff backoff;
    private final InstantSource clock;
    private boolean open;
    private boolean closed;
    private boolean heard;
    private long heardAt;
    private int failures;
    private Instant next = Instant.MIN;
    private Runnable cancel = () -> {};

    BlockHint(
            OkHttpClient client, URI rpc, Runnable onBlock, Backoff backoff, InstantSource clock) {
        this.client = client;
        this.rpc = rpc;
        this.onBlock = onBlock;
        this.backoff = backoff;
        this.clock = clock;
    }

    /// Opens the socket unless it is open or was lost a moment ago, and gives up one that is
    /// silent. Failures are of no account: polling goes on.
    ///
    /// @param height of the newest block that a poll has seen
    synchronized void keepOpen(long height) {
        if (heard || height < heardAt) {
            heard = false;
            heardAt = height;
        }
        if (open && height - heardAt >= SILENCE) {
            cancel.run();
            lost();
        }
        if (!open && !closed && !clock.instant().isBefore(next)) {
            open(height);
        }
    }

    private void open(long height) {
        open = true;
        heardAt = height;
        var base = rpc.toString();
        var address = (base.endsWith("/") ? base : base + "/") + "websocket";
        var listener = new Listener();
        var socket =
                client.newBuilder()
                        .callTimeout(Duration.ZERO)
                        .readTimeout(Duration.ZERO)
                        .build()
                        .newWebSocket(new Request.Builder().url(address).build(), listener);
        cancel =
                () -> {
                    listener.given = true;
                    socket.cancel();
                };
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel.run();
    }

    private synchronized void lost() {
        open = false;
        failures++;
        next = clock.instant().plus(backoff.after(failures));
    }

    private synchronized void said() {
        heard = true;
        failures = 0;
    }

    private final class Listener extends WebSocketListener {
        /// Given up by us: what still comes from it counts for nothing.
        private volatile boolean given;

        private boolean confirmed;

        @Override
        public void onOpen(WebSocket socket, Response response) {
            socket.send(SUBSCRIBE);
        }

        /// The first message only confirms the subscription.
        @Override
        public void onMessage(WebSocket socket, String text) {
            if (given) {
                return;
            }
            if (confirmed) {
                said();
            }
            confirmed = true;
            onBlock.run();
        }

        /// Without our own goodbye the socket would stay half open, and no hint would come again.
        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(GOODBYE, null);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            gone();
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            gone();
        }

        private void gone() {
            if (!given) {
                lost();
            }
        }
    }
}

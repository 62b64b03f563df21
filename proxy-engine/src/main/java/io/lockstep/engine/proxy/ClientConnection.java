package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.http.Body;
import io.lockstep.engine.observe.AccessEntry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A client's connection: takes its requests one after another and answers them in order. What came
/// in early waits here, at most one read of it, and nothing more is read meanwhile.
final class ClientConnection extends ChannelInboundHandlerAdapter {

    /// Fired at every connection when the proxy takes no new requests.
    ///
    /// @param grace how long a client that was promised another request may still send one
    record Leave(Duration grace) {}

    /// Fired at every connection when what a version still has in flight is broken off.
    record Cut(String version) {}

    private final Shared shared;
    private final Listen listen;
    private final SocketChannel channel;
    private final Lane lane;
    private final Outbox outbox;
    private final Farewell farewell;
    private final IdleSweep.Pulse pulse;
    private final HeadTimer headTimer;
    private final RequestHead head = new RequestHead();
    private final Body body = new Body();
    private final Deque<ByteBuf> ahead = new ArrayDeque<>(2);
    private Optional<Exchange> current = Optional.empty();
    private byte[] peer = new byte[0];
    private Duration grace = Duration.ZERO;
    private boolean leaving;
    private boolean closing;

    /// To be made on the connection's event loop.
    ClientConnection(Shared shared, Listen listen, SocketChannel channel) {
        this.shared = shared;
        this.listen = listen;
        this.channel = channel;
        this.lane = shared.lanes().of(channel.eventLoop());
        var tray = lane.epoll().map(SteadyEpoll::tray);
        this.outbox = new Outbox(channel, tray);
        channel.config().setRecvByteBufAllocator(UpstreamPool.reads(tray));
        this.farewell = new Farewell(channel, shared.limits().linger());
        this.pulse = lane.sweep().watch(channel);
        this.headTimer = new HeadTimer(loop(), shared.limits().head(), this::headIsLate);
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    UpstreamPool pool() {
        return lane.pool();
    }

    Listen listen() {
        return listen;
    }

    /// Whether the prefix that chose a route is not part of the upstream's path.
    boolean strips() {
        return listen.strip();
    }

    /// A head to be put together now and written before anything else happens.
    Outgoing outgoing() {
        return lane.outgoing().begin();
    }

    /// Absent where another transport drives the sockets.
    Optional<SteadyEpoll> epoll() {
        return lane.epoll();
    }

    SocketChannel channel() {
        return channel;
    }

    /// A sign of life.
    void beat() {
        pulse.beat();
    }

    void close() {
        var _ = channel.close();
    }

    /// Who the client is, as it stands in fields.
    byte[] peer() {
        return peer;
    }

    /// Where the client connected to.
    String listener() {
        var local = channel.localAddress();
        return local == null ? "-" : ProxyServer.written(local);
    }

    // Requests.

    /// A connection that never sends a first byte is a slow head too.
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        peer = Words.of(Peer.of(channel));
        headTimer.start();
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing || !(message instanceof ByteBuf in)) {
            ReferenceCountUtil.release(message);
            return;
        }
        pulse.beat();
        ahead.addLast(in);
        take();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushBody();
        readMore();
    }

    /// Something that stood in the way is gone.
    void resume() {
        take();
        flushBody();
        readMore();
    }

    private void flushBody() {
        if (current.isPresent()) {
            current.get().flushBody();
        }
    }

    private void take() {
        while (!closing && !ahead.isEmpty()) {
            var in = ahead.getFirst();
            if (!in.isReadable()) {
                ahead.removeFirst().release();
            } else if (!takes(in)) {
                return;
            }
        }
    }

    /// Whether anything of it could be taken.
    private boolean takes(ByteBuf in) {
        if (current.isEmpty()) {
            head(in);
            return true;
        }
        var exchange = current.get();
        if (exchange.bodyDone() || !exchange.takesBody()) {
            return false;
        }
        exchange.body(in);
        return true;
    }

    /// How many bytes that came already wait to be taken.
    int bytesAhead() {
        return ahead.isEmpty() ? 0 : ahead.getFirst().readableBytes();
    }

    private void readMore() {
        if (!closing
                && ahead.isEmpty()
                && !channel.isInputShutdown()
                && (current.isEmpty() || current.get().reads())) {
            channel.read();
        }
    }

    private void head(ByteBuf in) {
        switch (head.scan().read(in)) {
            case MORE -> headTimer.start();
            case FAULT -> reject(Refusal.of(head.scan().fault()), "-", "-");
            case DONE -> {
                headTimer.stop();
                var refusal = head.read(shared.via());
                if (refusal.isPresent()) {
                    reject(refusal.get(), head.scan().method(), head.scan().target());
                } else {
                    begin();
                }
            }
        }
    }

    private void begin() {
        var framing = head.scan().framing();
        if (framing.chunked()) {
            body.chunked(false);
        } else {
            body.length(Math.max(0, framing.length()));
        }
        var exchange = new Exchange(this, shared, head);
        current = Optional.of(exchange);
        try {
            exchange.begin();
        } catch (ProblemException e) {
            exchange.refuse(Refusal.of(Refusal.Status.UNAVAILABLE, e.problem().sentence()));
        }
    }

    /// The body of the current request.
    Body body() {
        return body;
    }

    // Answers.

    Outbox outbox() {
        return outbox;
    }

    /// A request that is here already is answered before the connection goes.
    boolean keeps() {
        return !ahead.isEmpty() || !(leaving || channel.isInputShutdown());
    }

    void flush() {
        pulse.beat();
        outbox.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void ended(boolean keep) {
        current = Optional.empty();
        head.scan().clear();
        if (keep && (keeps() || !grace.isZero())) {
            take();
            readMore();
            closeAfterGrace();
        } else {
            closeGently();
        }
    }

    /// Refuses what never became an exchange.
    private void reject(Refusal refusal, String method, String target) {
        var status = refusal.status().code();
        if (shared.traffic().rejects(status)) {
            shared.traffic()
                    .log(
                            AccessEntry.rejected(
                                    Instant.now(),
                                    listener(),
                                    Words.text(peer),
                                    method,
                                    target,
                                    status));
        }
        refuse(refusal);
    }

    /// Answers by itself and closes, since a body may follow that nobody reads.
    void refuse(Refusal refusal) {
        var out = outgoing();
        refusal.write(out);
        outbox.head(out, 0);
        current = Optional.empty();
        closeGently();
    }

    void breakOff(boolean byReset) {
        current = Optional.empty();
        stopTaking();
        outbox.flush();
        farewell.cutOff(byReset);
    }

    private void closeGently() {
        stopTaking();
        outbox.flush();
        farewell.sayGoodbye();
    }

    private void stopTaking() {
        closing = true;
        headTimer.stop();
        ahead.forEach(ByteBuf::release);
        ahead.clear();
    }

    /// From here on bytes go through unread, those first that came too early.
    ///
    /// @param in what the upstream sent behind its answer
    void tunnel(UpstreamConnection upstream, ByteBuf in, String version, Exchange exchange) {
        var far = upstream.channel();
        exchange.gave(in.readableBytes());
        outbox.pass(in, in.readableBytes());
        outbox.flush();
        for (var early : ahead) {
            exchange.took(early.readableBytes());
            var _ = far.write(early);
        }
        ahead.clear();
        far.flush();
        stopTaking();
        current = Optional.empty();
        Tunnel.between(
                version,
                channel,
                exchange::took,
                far,
                exchange::gave,
                pulse,
                exchange::tunnelEnded);
        channel.pipeline().remove(this);
        upstream.leave();
        channel.read();
        far.read();
    }

    // What else happens to a connection.

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pulse.beat();
        if (channel.isWritable()) {
            current.ifPresent(Exchange::clientWritable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> clientIsSilent();
            case Cut(var version) ->
                    current.filter(exchange -> exchange.isWith(version)).ifPresent(Exchange::cut);
            case Leave(var given) -> leave(given);
            default -> {}
        }
    }

    private void leave(Duration given) {
        leaving = true;
        grace = given;
        if (current.isEmpty() && !closing && grace.isZero()) {
            closeGently();
        } else {
            closeAfterGrace();
        }
    }

    /// A client that sends just as we close would lose its request, so it is given time to do so,
    /// and hears with the answer that it is the last.
    private void closeAfterGrace() {
        if (!grace.isZero() && current.isEmpty() && !closing) {
            var _ = loop().schedule(this::closeIdle, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeIdle() {
        if (current.isEmpty() && !closing) {
            closeGently();
        }
    }

    private void headIsLate() {
        if (current.isEmpty() && !closing) {
            reject(
                    Refusal.of(
                            Refusal.Status.REQUEST_TIMEOUT,
                            "The head of the request did not arrive in time."),
                    "-",
                    "-");
        }
    }

    /// Nothing more comes. An answer that is on its way is still wanted.
    private void clientIsSilent() {
        var answering = current.filter(Exchange::bodyDone).isPresent() || !ahead.isEmpty();
        if (!answering) {
            farewell.closeWhenSent();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopTaking();
        var cut = current;
        current = Optional.empty();
        cut.ifPresent(Exchange::clientGone);
        outbox.drop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = channel.close();
    }
}

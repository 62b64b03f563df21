package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.ProblemException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// A client's connection: takes its requests one after another and answers them in order. What came
/// in early waits here, at most one read of it, and nothing more is read meanwhile.
final class ClientConnection extends ChannelInboundHandlerAdapter {

    /// Fired at every connection when the proxy takes no new requests.
    ///
    /// @param grace how long a client that was promised another request may still send one
    record Leave(Duration grace) {}

    private final Shared shared;
    private final OptionalInt upstreamPort;
    private final SocketChannel channel;
    private final AnswerEncoder encoder;
    private final Farewell farewell;
    private final Deque<HttpObject> ahead = new ArrayDeque<>();
    private Optional<Exchange> current = Optional.empty();
    private String peer = "unknown";
    private Duration grace = Duration.ZERO;
    private boolean leaving;
    private boolean closing;

    ClientConnection(
            Shared shared, OptionalInt upstreamPort, SocketChannel channel, AnswerEncoder encoder) {
        this.shared = shared;
        this.upstreamPort = upstreamPort;
        this.channel = channel;
        this.encoder = encoder;
        this.farewell = new Farewell(channel, shared.limits().linger());
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    UpstreamPool pool() {
        return shared.pools().of(loop());
    }

    OptionalInt upstreamPort() {
        return upstreamPort;
    }

    // Requests.

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        peer = channel.remoteAddress().getAddress().getHostAddress();
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing || !(message instanceof HttpObject object)) {
            ReferenceCountUtil.release(message);
            return;
        }
        ahead.add(object);
        take();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        current.ifPresent(Exchange::flushBody);
        readMore();
    }

    /// Something that stood in the way is gone.
    void resume() {
        take();
        current.ifPresent(Exchange::flushBody);
        readMore();
    }

    private void take() {
        while (!closing && !ahead.isEmpty() && takes(ahead.peek())) {
            switch (ahead.poll()) {
                case HttpRequest request -> begin(request);
                case HttpContent content ->
                        current.ifPresentOrElse(
                                exchange -> exchange.body(content), content::release);
                case HttpObject other -> ReferenceCountUtil.release(other);
                case null -> {}
            }
        }
    }

    private boolean takes(HttpObject next) {
        return next instanceof HttpRequest
                ? current.isEmpty()
                : current.map(Exchange::takesBody).orElse(true);
    }

    private void readMore() {
        if (!closing
                && ahead.isEmpty()
                && !channel.isInputShutdown()
                && current.map(Exchange::reads).orElse(true)) {
            channel.read();
        }
    }

    private void begin(HttpRequest request) {
        var fault = RequestHead.fault(request, shared.via());
        var head = fault.isPresent() ? Optional.<RequestHead>empty() : RequestHead.of(request);
        if (head.isEmpty()) {
            ReferenceCountUtil.release(request);
            refuse(fault.orElseGet(() -> Refusal.bad("its target could reach another version")));
            return;
        }
        head.get().edit(request, peer, shared.via());
        var exchange = new Exchange(this, shared, request, head.get());
        current = Optional.of(exchange);
        try {
            exchange.begin();
        } catch (ProblemException e) {
            exchange.refuse(Refusal.of(HttpResponseStatus.BAD_GATEWAY, e.problem().sentence()));
        }
    }

    // Answers.

    void answerTo(boolean head) {
        encoder.answerTo(head);
    }

    /// A request that is here already is answered before the connection goes.
    boolean keeps() {
        return !ahead.isEmpty() || !(leaving || channel.isInputShutdown());
    }

    void write(Object message) {
        var _ = channel.write(message);
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void ended(boolean keep) {
        current = Optional.empty();
        if (keep && (keeps() || !grace.isZero())) {
            take();
            readMore();
            closeAfterGrace();
        } else {
            closeGently();
        }
    }

    /// Answers by itself and closes, since a body may follow that nobody reads.
    void refuse(Refusal refusal) {
        var answer = refusal.answer();
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        answerTo(false);
        var _ = channel.writeAndFlush(answer);
        current = Optional.empty();
        closeGently();
    }

    void breakOff(boolean byReset) {
        current = Optional.empty();
        stopTaking();
        farewell.cutOff(byReset);
    }

    private void closeGently() {
        stopTaking();
        farewell.sayGoodbye();
    }

    private void close() {
        var _ = channel.close();
    }

    private void stopTaking() {
        closing = true;
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }

    /// From here on bytes go through unread. Encoders leave before decoders, which hand on what
    /// they hold when they leave.
    void tunnel(HttpResponse response, UpstreamConnection upstream, Runnable over) {
        HopByHop.remove(response.headers());
        response.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .add(HttpHeaderNames.VIA, "1.1 " + shared.via());
        var _ =
                channel.writeAndFlush(
                        new DefaultFullHttpResponse(
                                response.protocolVersion(),
                                response.status(),
                                Unpooled.EMPTY_BUFFER,
                                response.headers(),
                                response.headers().copy().clear()));
        stopTaking();
        current = Optional.empty();
        var counters = shared.routing().counters();
        Channel far = upstream.channel();
        Tunnel.between(channel, counters.bytesIn(), far, counters.bytesOut(), over);
        channel.pipeline().remove(this);
        channel.pipeline().remove(encoder);
        upstream.leave();
        channel.pipeline().remove(RequestDecoder.class);
        channel.read();
        far.read();
    }

    // What else happens to a connection.

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            current.ifPresent(Exchange::clientWritable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> clientIsSilent();
            case IdleStateEvent _ -> close();
            case RequestDecoder.HeadTooSlow _ -> headIsLate();
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
        if (current.isPresent()) {
            leaving = true;
        } else if (!closing) {
            refuse(
                    Refusal.of(
                            HttpResponseStatus.REQUEST_TIMEOUT,
                            "The head of the request did not arrive in time."));
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
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = channel.close();
    }
}

package io.lockstep.app.rehearsal.chain.edge;

import io.lockstep.app.rehearsal.chain.answer.Published;
import io.lockstep.app.rehearsal.chain.answer.Subscriptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One WebSocket connection: JSON-RPC in, events out. It pings a quiet peer and lets go of one that
/// stays silent.
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int PING_SECONDS = 27;

    private final SocketRoom room;
    private final Channel channel;
    private final Subscriptions subscriptions;
    private Optional<Future<?>> pings = Optional.empty();

    SocketHandler(SocketRoom room, Channel channel) {
        this.room = room;
        this.channel = channel;
        this.subscriptions = room.subscriptions();
    }

    /// From any thread.
    void publish(List<Published> events) {
        channel.eventLoop().execute(() -> events.forEach(this::send));
    }

    void drop() {
        ChannelFuture _ = channel.close();
    }

    private void send(Published event) {
        for (var message : subscriptions.publish(event)) {
            if (!channel.isWritable()) {
                subscriptions.cancel().forEach(this::write);
                return;
            }
            write(message);
        }
    }

    private void write(String message) {
        send(new TextWebSocketFrame(message));
    }

    private void send(WebSocketFrame frame) {
        ChannelFuture _ = channel.writeAndFlush(frame);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        room.opened(this);
        pings =
                Optional.of(
                        context.executor()
                                .scheduleAtFixedRate(
                                        this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS));
    }

    private void ping() {
        if (room.view().isPresent()) {
            send(new PingWebSocketFrame());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        room.closed(this);
        pings.ifPresent(future -> future.cancel(false));
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text ->
                    room.view()
                            .flatMap(view -> subscriptions.receive(text.text(), view))
                            .ifPresent(this::write);
            case PingWebSocketFrame ping ->
                    room.view()
                            .ifPresent(_ -> send(new PongWebSocketFrame(ping.content().retain())));
            case CloseWebSocketFrame close -> {
                var farewell = new CloseWebSocketFrame(true, 0, close.content().retain());
                ChannelFuture _ =
                        context.writeAndFlush(farewell).addListener(ChannelFutureListener.CLOSE);
            }
            default -> {}
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && room.view().isPresent()) {
            ChannelFuture _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture _ = context.close();
    }
}

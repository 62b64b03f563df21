package io.lockstep.app.rehearsal.chain.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.app.rehearsal.chain.answer.Answer;
import io.lockstep.app.rehearsal.chain.answer.Request;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Turns HTTP into requests for a desk, and `/websocket` into a WebSocket where there is one.
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int SILENT_PEER_SECONDS = 30;
    private static final int LONGEST_MESSAGE = 1_000_000;

    private final Desk desk;
    private final Supplier<Conduct> conduct;
    private final Optional<SocketRoom> room;
    private final InstantSource clock;

    HttpHandler(
            Desk desk, Supplier<Conduct> conduct, Optional<SocketRoom> room, InstantSource clock) {
        this.desk = desk;
        this.conduct = conduct;
        this.room = room;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
        var now = conduct.get();
        if (!now.answers()) {
            return;
        }
        var uri = new QueryStringDecoder(http.uri());
        var headersOnly = http.method().equals(HttpMethod.HEAD);
        if (now.instead().isPresent()) {
            send(context, response(now.instead().get(), headersOnly), now.delay());
            return;
        }
        if (room.isPresent() && uri.path().equals("/websocket")) {
            upgrade(context, http, room.get());
            return;
        }
        desk.answer(request(http, uri))
                .ifPresent(answer -> send(context, response(answer, headersOnly), now.delay()));
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest http, SocketRoom room) {
        if (!http.headers()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            send(context, response(Answer.text(400, "Bad Request\n"), false), Duration.ZERO);
            return;
        }
        var location = "ws://" + http.headers().get(HttpHeaderNames.HOST, "node") + "/websocket";
        var handshaker =
                new WebSocketServerHandshakerFactory(location, null, false, LONGEST_MESSAGE)
                        .newHandshaker(http);
        if (handshaker == null) {
            ChannelFuture _ =
                    WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(
                            context.channel());
            return;
        }
        var pipeline = context.pipeline();
        ChannelFuture _ = handshaker.handshake(context.channel(), http);
        pipeline.addLast(
                new IdleStateHandler(SILENT_PEER_SECONDS, 0, 0),
                new WebSocketFrameAggregator(LONGEST_MESSAGE),
                new SocketHandler(room, context.channel()));
        pipeline.remove(this);
    }

    private static void send(
            ChannelHandlerContext context, DefaultFullHttpResponse response, Duration delay) {
        if (delay.isZero()) {
            ChannelFuture _ = context.writeAndFlush(response);
            return;
        }
        ScheduledFuture<?> _ =
                context.executor()
                        .schedule(
                                () -> {
                                    ChannelFuture _ = context.writeAndFlush(response);
                                },
                                delay.toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    private static Request request(FullHttpRequest http, QueryStringDecoder uri) {
        var query = new HashMap<String, String>();
        uri.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
        Map<String, String> headers = new HashMap<>();
        http.headers().forEach(e -> headers.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
        return new Request(
                http.method().name(), uri.path(), query, headers, http.content().toString(UTF_8));
    }

    private DefaultFullHttpResponse response(Answer answer, boolean headersOnly) {
        var body = answer.body().getBytes(UTF_8);
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        headersOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set("X-Server-Time", Long.toString(clock.instant().getEpochSecond()));
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.getLogger(HttpHandler.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        "a client of the simulated chain was let go",
                        cause);
        ChannelFuture _ = context.close();
    }
}

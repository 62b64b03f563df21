package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/// A connection to an upstream. It serves one exchange at a time and waits in its pool in between,
/// always reading, so that it learns at once when the upstream closes it.
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final UpstreamPool pool;
    private final Place address;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private Optional<Channel> channel = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean reused;
    private boolean interim;

    UpstreamConnection(UpstreamPool pool, Place address) {
        this.pool = pool;
        this.address = address;
    }

    Place address() {
        return address;
    }

    AnswerDecoder decoder() {
        return decoder;
    }

    Channel channel() {
        return channel.orElseThrow();
    }

    boolean isOpen() {
        return channel.filter(Channel::isActive).isPresent();
    }

    boolean isWritable() {
        return channel.filter(Channel::isWritable).isPresent();
    }

    void serve(Exchange next, boolean answerToHead) {
        exchange = Optional.of(next);
        interim = false;
        decoder.expect(answerToHead);
        FirstByteLimit.begin(channel());
        channel().read();
    }

    /// Nothing came back on a connection that had been waiting: the upstream may have closed it
    /// before it saw the request.
    boolean wasStale() {
        return reused && !decoder.sawBytes();
    }

    /// The exchange has ended.
    void release(boolean reusable) {
        exchange = Optional.empty();
        if (reusable && isOpen()) {
            reused = true;
            pool.giveBack(this);
            channel().read();
        } else {
            close();
        }
    }

    void close() {
        exchange = Optional.empty();
        channel.ifPresent(open -> {
            var _ = open.close();
        });
    }

    /// Both ends now speak something else.
    void leave() {
        exchange = Optional.empty();
        var pipeline = channel().pipeline();
        pipeline.remove(this);
        pipeline.remove(HttpRequestEncoder.class);
        pipeline.remove(decoder);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = Optional.of(ctx.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (exchange.isEmpty()) {
            ReferenceCountUtil.release(message);
            close();
            return;
        }
        var served = exchange.get();
        switch (message) {
            case HttpResponse answer when informational(answer) -> {
                interim = true;
                served.interim(answer);
            }
            case HttpResponse answer -> served.answer(answer);
            case HttpContent content when interim -> {
                interim = false;
                content.release();
            }
            case HttpContent content -> served.content(content);
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange.map(Exchange::answerPassedOn).orElse(true)) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        exchange.ifPresent(Exchange::upstreamWritable);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone("it closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof FirstByteLimit.Late late) {
            exchange.ifPresent(served -> served.upstreamLate(late));
        } else {
            gone(Reasons.of(cause));
        }
        var _ = ctx.close();
    }

    private void gone(String reason) {
        var served = exchange;
        exchange = Optional.empty();
        pool.forget(this);
        served.ifPresent(one -> one.upstreamGone(reason));
    }

    private static boolean informational(HttpResponse answer) {
        return answer.decoderResult().isSuccess()
                && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && answer.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}

package io.lockstep.engine.proxy;

import io.lockstep.engine.http.AnswerScan;
import io.lockstep.engine.http.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/// A connection to an upstream. It serves one exchange at a time and waits in its pool in between,
/// always reading, so that it learns at once when the upstream closes it.
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final UpstreamPool pool;
    private final Place address;
    private final Channel channel;
    private final Outbox outbox;
    private final AnswerScan scan = new AnswerScan();
    private final Body body = new Body();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean inBody;
    private boolean reused;
    private boolean sawBytes;

    UpstreamConnection(UpstreamPool pool, Place address, Channel channel, Optional<Tray> tray) {
        this.pool = pool;
        this.address = address;
        this.channel = channel;
        this.outbox = new Outbox(channel, tray);
    }

    Place address() {
        return address;
    }

    Channel channel() {
        return channel;
    }

    Outbox outbox() {
        return outbox;
    }

    Body body() {
        return body;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void serve(Exchange next) {
        exchange = Optional.of(next);
        inBody = false;
        sawBytes = false;
        scan.clear();
        FirstByteLimit.begin(channel);
        if (!reused) {
            channel.read();
        }
    }

    /// Nothing came back on a connection that had been waiting: the upstream may have closed it
    /// before it saw the request.
    boolean wasStale() {
        return reused && !sawBytes;
    }

    /// The exchange has ended, while bytes of the upstream were being taken.
    void release(boolean reusable) {
        exchange = Optional.empty();
        if (reusable && isOpen()) {
            reused = true;
            pool.giveBack(this);
        } else {
            close();
        }
    }

    void close() {
        exchange = Optional.empty();
        var _ = channel.close();
    }

    /// Both ends now speak something else.
    void leave() {
        exchange = Optional.empty();
        channel.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof ByteBuf in) {
                sawBytes = true;
                take(in);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ByteBuf in) {
        while (in.isReadable() && exchange.isPresent()) {
            var served = exchange.get();
            if (inBody) {
                served.content(in);
            } else {
                head(in, served);
            }
        }
        if (in.isReadable()) {
            close();
        }
    }

    private void head(ByteBuf in, Exchange served) {
        switch (scan.read(in)) {
            case MORE -> {}
            case FAULT -> served.unreadable(scan.fault());
            case DONE -> {
                if (AnswerHead.interim(scan)) {
                    served.interim(scan);
                    scan.clear();
                } else {
                    inBody = true;
                    served.answer(scan, in);
                }
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange.isEmpty() || exchange.get().answerPassedOn()) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        exchange.ifPresent(Exchange::upstreamWritable);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange.isPresent() && inBody && body.endsByClose()) {
            exchange.get().endedByClose();
        }
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
        outbox.drop();
        pool.forget(this);
        served.ifPresent(one -> one.upstreamGone(reason));
    }
}

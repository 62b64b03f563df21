package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Stands on an upstream's connection and throws [Late] up the pipeline when no byte of an answer
/// came in time after the last byte of the request went out.
final class FirstByteLimit extends ChannelDuplexHandler {

    /// Nothing came in time.
    static final class Late extends Exception {
        private static final long serialVersionUID = 1L;

        Late(Duration limit) {
            super("no answer began within %d ms".formatted(limit.toMillis()));
        }
    }

    private final Duration limit;
    private boolean waiting;
    private long sent;
    private Optional<Future<?>> timer = Optional.empty();

    FirstByteLimit(Duration limit) {
        this.limit = limit;
    }

    /// A request is about to be written to that upstream.
    static void begin(Channel upstream) {
        var watch = upstream.pipeline().get(FirstByteLimit.class);
        if (watch != null) {
            watch.waiting = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (waiting) {
            sent = System.nanoTime();
            if (timer.isEmpty()) {
                look(ctx, limit.toNanos());
            }
        }
        var _ = ctx.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        waiting = false;
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting = false;
        ctx.fireChannelInactive();
    }

    private void look(ChannelHandlerContext ctx, long nanos) {
        timer =
                Optional.of(
                        ctx.executor().schedule(() -> lookNow(ctx), nanos, TimeUnit.NANOSECONDS));
    }

    private void lookNow(ChannelHandlerContext ctx) {
        timer = Optional.empty();
        var left = sent + limit.toNanos() - System.nanoTime();
        if (waiting && left > 0) {
            look(ctx, left);
        } else if (waiting) {
            waiting = false;
            ctx.fireExceptionCaught(new Late(limit));
        }
    }
}

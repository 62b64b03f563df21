package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.LongConsumer;

/// One end of a tunnel: carries bytes to the other end as fast as that one takes them. The end of
/// one direction is passed on as such; the tunnel is over when a connection is.
final class Tunnel extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final LongConsumer bytes;
    private final Runnable over;

    private Tunnel(Channel other, LongConsumer bytes, Runnable over) {
        this.other = other;
        this.bytes = bytes;
        this.over = over;
    }

    /// @param bytesIn told how many bytes came from the client
    /// @param over may be run more than once
    static void between(
            Channel client,
            LongConsumer bytesIn,
            Channel upstream,
            LongConsumer bytesOut,
            Runnable over) {
        upstream.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.pipeline().addLast(new Tunnel(upstream, bytesIn, over));
        upstream.pipeline().addLast(new Tunnel(client, bytesOut, over));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf buffer) {
            bytes.accept(buffer.readableBytes());
            var _ = other.write(buffer);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
        if (other.isWritable()) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            other.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && other instanceof DuplexChannel duplex) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(_ -> {
                        var _ = duplex.shutdownOutput();
                    });
            endWhenBothAreSilent(ctx.channel(), duplex);
        } else if (event instanceof IdleStateEvent) {
            var _ = ctx.close();
        }
    }

    private static void endWhenBothAreSilent(Channel one, DuplexChannel two) {
        if (two.isInputShutdown()) {
            two.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            one.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over.run();
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}

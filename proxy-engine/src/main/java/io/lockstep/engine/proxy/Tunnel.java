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
import io.netty.util.ReferenceCountUtil;
import java.util.function.LongConsumer;

/// One end of a tunnel: carries bytes to the other end as fast as that one takes them. The end of
/// one direction is passed on as such; the tunnel is over when a connection is.
final class Tunnel extends ChannelInboundHandlerAdapter {
    private final String version;
    private final Channel other;
    private final LongConsumer bytes;
    private final IdleSweep.Pulse pulse;
    private final Runnable over;

    private Tunnel(
            String version,
            Channel other,
            LongConsumer bytes,
            IdleSweep.Pulse pulse,
            Runnable over) {
        this.version = version;
        this.other = other;
        this.bytes = bytes;
        this.pulse = pulse;
        this.over = over;
    }

    /// @param pulse the client's; both directions are signs of life
    /// @param bytesIn told how many bytes came from the client
    /// @param over may be run more than once
    static void between(
            String version,
            Channel client,
            LongConsumer bytesIn,
            Channel upstream,
            LongConsumer bytesOut,
            IdleSweep.Pulse pulse,
            Runnable over) {
        upstream.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.pipeline().addLast(new Tunnel(version, upstream, bytesIn, pulse, over));
        upstream.pipeline().addLast(new Tunnel(version, client, bytesOut, pulse, over));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf buffer) {
            pulse.beat();
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
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> HalfClose.end(duplex));
            endWhenBothAreSilent(ctx.channel(), duplex);
        } else if (event.equals(new ClientConnection.Cut(version))) {
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

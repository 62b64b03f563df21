package io.lockstep.engine.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Waits for the PROXY protocol's header, version 1 or 2, before anything behind it learns of the
/// connection. A connection without a well-formed header in time is closed; none of its bytes is
/// read as HTTP.
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final int MOST_ATTACHED = 4 << 10;

    private final Duration limit;
    private boolean over;

    private ProxyHeader(Duration limit) {
        this.limit = limit;
    }

    static void addTo(ChannelPipeline pipeline, Duration limit) {
        pipeline.addLast(new HAProxyMessageDecoder(MOST_ATTACHED));
        pipeline.addLast(new ProxyHeader(limit));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var timer =
                ctx.executor().schedule(() -> close(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener(_ -> timer.cancel(false));
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over || !(message instanceof HAProxyMessage header)) {
            ReferenceCountUtil.release(message);
            return;
        }
        over = true;
        announced(header).ifPresent(peer -> Peer.announce(ctx.channel(), peer));
        header.release();
        ctx.fireChannelActive();
        ctx.pipeline().remove(this);
    }

    /// Empty where the sender speaks for itself, as health checks do, or does not know.
    private static Optional<String> announced(HAProxyMessage header) {
        var source = header.sourceAddress();
        if (header.command() == HAProxyCommand.LOCAL || source == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(source))
                .map(address -> address.getHostAddress());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!over) {
            ctx.read();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (over) {
            ctx.fireUserEventTriggered(event);
        } else {
            // The client ended, the proxy leaves, or nothing moved: nobody waits for an answer.
            close(ctx);
        }
    }

    private void close(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            over = true;
            var _ = ctx.close();
        }
    }
}

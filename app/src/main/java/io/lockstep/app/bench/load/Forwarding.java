package io.lockstep.app.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/// One direction of a forwarded connection: more is read when the other side took what there was.
class Forwarding extends ChannelInboundHandlerAdapter {
    private Optional<Channel> other = Optional.empty();

    void to(Channel other) {
        this.other = Optional.of(other);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (other.isEmpty()) {
            ReferenceCountUtil.release(message);
            return;
        }
        var _ = other.get().write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.ifPresent(Channel::flush);
        if (other.filter(Channel::isWritable).isPresent()) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            other.ifPresent(Channel::read);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        other.ifPresent(open -> {
            var _ =
                    open.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }

    /// The client's side, which opens the other one.
    static final class Near extends Forwarding {
        private final Class<? extends SocketChannel> socket;
        private final int port;

        Near(Class<? extends SocketChannel> socket, int port) {
            this.socket = socket;
            this.port = port;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var far = new Forwarding();
            far.to(ctx.channel());
            new Bootstrap()
                    .group(ctx.channel().eventLoop())
                    .channel(socket)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, ForwarderMain.reads())
                    .handler(far)
                    .connect(Loop.HOST, port)
                    .addListener(
                            (ChannelFutureListener)
                                    connected ->
                                            joined(
                                                    ctx,
                                                    connected.channel(),
                                                    connected.isSuccess()));
        }

        private void joined(ChannelHandlerContext ctx, Channel far, boolean success) {
            if (success) {
                to(far);
                var _ = ctx.read();
                var _ = far.read();
            } else {
                var _ = ctx.close();
            }
        }
    }
}

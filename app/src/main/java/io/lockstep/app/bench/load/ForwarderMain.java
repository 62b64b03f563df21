package io.lockstep.app.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;

/// Forwards bytes and understands none of them: what the transport alone costs. It serves until its
/// standard input ends.
public final class ForwarderMain {
    private ForwarderMain() {}

    /// @param ports where to listen, where to forward to
    static void main(String[] ports) throws IOException {
        try (var loop = Loop.open()) {
            listen(loop, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
            Loop.awaitEndOfInput();
        }
        System.exit(0);
    }

    private static void listen(Loop loop, int from, int to) {
        var handlers =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Forwarding.Near(loop.socket(), to));
                    }
                };
        var _ =
                new ServerBootstrap()
                        .group(loop.group())
                        .channel(loop.server())
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                        .childHandler(handlers)
                        .bind(Loop.HOST, from)
                        .syncUninterruptibly();
    }

    /// As the engine reads.
    static AdaptiveRecvByteBufAllocator reads() {
        var allocator = new AdaptiveRecvByteBufAllocator(1024, 16 << 10, 64 << 10);
        allocator.maxMessagesPerRead(1);
        return allocator;
    }
}

package io.lockstep.app.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;

/// The upstream of a measurement. It says its two ports in one line and serves until its standard
/// input ends.
public final class BackendMain {
    private BackendMain() {}

    static void main() throws IOException {
        try (var loop = Loop.open()) {
            System.out.println(listen(loop) + " " + listen(loop));
            Loop.awaitEndOfInput();
        }
        System.exit(0);
    }

    private static int listen(Loop loop) {
        var handlers =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new BackendHandler());
                    }
                };
        var bound =
                new ServerBootstrap()
                        .group(loop.group())
                        .channel(loop.server())
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(handlers)
                        .bind(Loop.HOST, 0)
                        .syncUninterruptibly();
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }
}

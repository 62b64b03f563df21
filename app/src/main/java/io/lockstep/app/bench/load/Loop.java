package io.lockstep.app.bench.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.OutputStream;

/// One event loop over the sockets the engine would take here, too.
record Loop(
        EventLoopGroup group,
        Class<? extends ServerChannel> server,
        Class<? extends SocketChannel> socket)
        implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    static Loop open() {
        return Epoll.isAvailable()
                ? new Loop(
                        one(EpollIoHandler.newFactory()),
                        EpollServerSocketChannel.class,
                        EpollSocketChannel.class)
                : new Loop(
                        one(NioIoHandler.newFactory()),
                        NioServerSocketChannel.class,
                        NioSocketChannel.class);
    }

    private static EventLoopGroup one(IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(1, handlers);
    }

    /// Who started this program holds its standard input; when that ends, so does the program.
    static void awaitEndOfInput() throws IOException {
        var _ = System.in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully();
    }
}

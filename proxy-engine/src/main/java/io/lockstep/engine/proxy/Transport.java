package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Optional;

/// How sockets are driven. What a system does not offer is refused by name, never tried.
public enum Transport {
    EPOLL("epoll", EpollServerSocketChannel.class, EpollSocketChannel.class),
    NIO("nio", NioServerSocketChannel.class, NioSocketChannel.class),
    IO_URING("io_uring", IoUringServerSocketChannel.class, IoUringSocketChannel.class);

    private final String word;
    private final Class<? extends ServerChannel> server;
    private final Class<? extends SocketChannel> socket;

    Transport(
            String word,
            Class<? extends ServerChannel> server,
            Class<? extends SocketChannel> socket) {
        this.word = word;
        this.server = server;
        this.socket = socket;
    }

    /// Epoll, and NIO where there is none. io_uring is used only when it is asked for.
    static Transport best() {
        return EPOLL.isAvailable() ? EPOLL : NIO;
    }

    /// The one asked for, or the best; a problem when this system does not offer it.
    static Transport of(Optional<Transport> wanted) {
        var chosen = wanted.orElseGet(Transport::best);
        if (!chosen.isAvailable()) {
            throw new ProblemException(
                    new Problem(
                            "engine.noTransport",
                            "--transport %s is not offered by this system: its kernel, its sandbox or the native library does not allow it."
                                    .formatted(chosen),
                            "Nothing was started.",
                            "Leave --transport out, or name epoll or nio."));
        }
        return chosen;
    }

    /// Finds out once; loads the native library where there is one.
    boolean isAvailable() {
        return switch (this) {
            case EPOLL -> Epoll.isAvailable();
            case NIO -> true;
            case IO_URING -> IoUring.isAvailable();
        };
    }

    /// Of epoll, Netty's own.
    IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> server() {
        return server;
    }

    Class<? extends SocketChannel> socket() {
        return socket;
    }

    /// As `--transport` takes it.
    @Override
    public String toString() {
        return word;
    }
}

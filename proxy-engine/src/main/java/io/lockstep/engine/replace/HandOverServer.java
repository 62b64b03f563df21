package io.lockstep.engine.replace;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.SocketFile;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Waits beside the control socket for an engine that wants to take over. Only the owner of the
/// socket and root may, and one at a time.
public final class HandOverServer implements AutoCloseable {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final EventLoopGroup loop = loop();
    private final Path control;
    private final Path aside;
    private final int owner;
    private final Channel server;
    private final Replaceable engine;

    /// Bound, under a name nobody knows until [#open].
    ///
    /// @param control the control socket
    public HandOverServer(Path control, Replaceable engine) {
        this.control = control;
        this.engine = engine;
        this.aside = SocketFile.aside(control);
        try {
            this.server = bind();
            this.owner = SocketFile.restrict(aside);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Where an engine's hand-over socket is, beside its control socket.
    static Path beside(Path control) {
        return control.resolveSibling(control.getFileName() + ".replace");
    }

    static EventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("replace", true), EpollIoHandler.newFactory());
    }

    /// Takes the name, from another engine if need be, and accepts.
    public void open() {
        SocketFile.place(aside, beside(control));
        server.config().setAutoRead(true);
    }

    private Channel bind() {
        var bound =
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerDomainSocketChannel.class)
                        .option(ChannelOption.AUTO_READ, false)
                        .childHandler(
                                new ChannelInitializer<EpollDomainSocketChannel>() {
                                    @Override
                                    protected void initChannel(EpollDomainSocketChannel channel)
                                            throws IOException {
                                        begin(channel);
                                    }
                                })
                        .bind(new DomainSocketAddress(aside.toFile()))
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ProblemException(cannot(bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private void begin(EpollDomainSocketChannel channel) throws IOException {
        var peer = channel.peerCredentials().uid();
        if (peer != owner && peer != 0) {
            var _ = channel.close();
            return;
        }
        var line = new Line(channel);
        channel.pipeline().addLast(line);
        Thread.ofVirtual().name("hand over").start(() -> handOver(line));
    }

    private void handOver(Line line) {
        if (!busy.compareAndSet(false, true)) {
            line.say(new Word.No(alreadyGoing()));
            line.close();
            return;
        }
        try {
            new HandOver(line, engine).run();
        } finally {
            busy.set(false);
        }
    }

    /// Leaves the socket's file to whoever has its name by now.
    public void leave() {
        server.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    /// Hangs up and takes the socket's file away.
    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static Problem alreadyGoing() {
        return new Problem(
                "engine.beingReplaced",
                "Another engine is taking over already.",
                "The running engine and that one go on.",
                "Wait until it has ended, then look which engine runs.");
    }

    private static Problem cannot(Throwable cause) {
        return new Problem(
                "engine.cannotControl",
                "Cannot open the hand-over socket: %s.".formatted(cause.getMessage()),
                "Nothing was started.",
                "Name another place with --control.");
    }
}

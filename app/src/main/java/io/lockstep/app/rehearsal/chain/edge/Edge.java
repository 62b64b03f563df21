package io.lockstep.app.rehearsal.chain.edge;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One server on any number of addresses. It can refuse all connections for a while and then listen
/// again where it listened before.
public final class Edge implements AutoCloseable {
    private static final int LONGEST_BODY = 1_000_000;

    private final EventLoopGroup loops;
    private final Desk desk;
    private final Supplier<Conduct> conduct;
    private final Optional<SocketRoom> room;
    private final InstantSource clock;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private boolean refusing;

    /// @param conduct how it answers at this moment
    public Edge(
            EventLoopGroup loops,
            Desk desk,
            Supplier<Conduct> conduct,
            Optional<SocketRoom> room,
            InstantSource clock) {
        this.loops = loops;
        this.desk = desk;
        this.conduct = conduct;
        this.room = room;
        this.clock = clock;
    }

    /// Port 0 takes any; the answer says which.
    public synchronized URI bind(InetSocketAddress address) {
        var bound = listen(address);
        addresses.add(bound);
        var host = bound.getAddress().getHostAddress();
        return URI.create(
                "http://%s:%d"
                        .formatted(host.contains(":") ? "[" + host + "]" : host, bound.getPort()));
    }

    /// Nobody listens, and whoever was connected is not any more.
    public synchronized void refuse() {
        refusing = true;
        listeners.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly();
    }

    public synchronized void accept() {
        if (refusing) {
            refusing = false;
            addresses.forEach(this::listen);
        }
    }

    @Override
    public void close() {
        refuse();
    }

    private InetSocketAddress listen(InetSocketAddress address) {
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(LONGEST_BODY / 2, LONGEST_BODY))
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        prepare(channel);
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ProblemException(
                    new Problem(
                            "rehearsal.chain.port",
                            "The simulated chain cannot listen on %s:%d."
                                    .formatted(address.getHostString(), address.getPort()),
                            "Nothing was started there.",
                            "Choose another port, or 0 for any free one."),
                    bound.cause());
        }
        listeners.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private void prepare(Channel channel) {
        clients.add(channel);
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(),
                        new HttpServerKeepAliveHandler(),
                        new HttpObjectAggregator(LONGEST_BODY),
                        new HttpHandler(desk, conduct, room, clock));
    }
}

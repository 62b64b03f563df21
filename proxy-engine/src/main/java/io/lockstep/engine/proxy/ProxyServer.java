package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Routing;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The data plane: listens, and carries requests where the routing in force says.
public final class ProxyServer implements AutoCloseable {
    private final EventLoopGroup loops;
    private final UpstreamPools pools;
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Listen> listens = new ArrayList<>();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean leaving;

    private ProxyServer(EventLoopGroup loops, UpstreamPools pools) {
        this.loops = loops;
        this.pools = pools;
    }

    /// Listens on all of them, or on none when one cannot be had.
    ///
    /// @param eventLoops threads; empty for one a processor
    public static ProxyServer open(
            List<Listen> listens,
            Optional<Integer> eventLoops,
            Routing routing,
            Traffic traffic,
            ProxyLimits limits) {
        var transport = Transport.best();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        eventLoops.orElse(Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("proxy"),
                        transport.handlers());
        var server = new ProxyServer(loops, new UpstreamPools(transport, limits));
        var via = "lockstep-" + UUID.randomUUID().toString().substring(0, 13);
        var shared = new Shared(routing, traffic, limits, server.pools, via, () -> server.leaving);
        try {
            for (var listen : listens) {
                server.listeners.add(server.bind(listen, transport, shared));
                server.listens.add(listen);
            }
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Host and true port of each listener, in the order asked for.
    public List<String> addresses() {
        return listeners.stream()
                .map(listener -> (InetSocketAddress) listener.localAddress())
                .map(ProxyServer::written)
                .toList();
    }

    /// Each listener as it was asked for, with its true port.
    public List<String> listeners() {
        return IntStream.range(0, listens.size())
                .mapToObj(at -> {
                    var bound = (InetSocketAddress) listeners.get(at).localAddress();
                    return listens.get(at).written(bound.getPort());
                })
                .toList();
    }

    /// Takes no new request; completes when every request in flight has been answered.
    public CompletionStage<Void> drain() {
        var drained = new CompletableFuture<Void>();
        leaving = true;
        for (var listener : listeners) {
            listener.close().syncUninterruptibly();
        }
        clients.forEach(
                client -> client.pipeline().fireUserEventTriggered(new ClientConnection.Leave()));
        clients.newCloseFuture().addListener(_ -> drained.complete(null));
        return drained.minimalCompletionStage();
    }

    /// Ends at once, whatever is in flight.
    @Override
    public void close() {
        listeners.forEach(listener -> listener.close().syncUninterruptibly());
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        pools.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    private Channel bind(Listen listen, Transport transport, Shared shared) {
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(transport.server())
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, UpstreamPool.reads())
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UpstreamPool.marks())
                        .childHandler(pipeline(listen, shared))
                        .bind(listen.host(), listen.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ProblemException(taken(listen, bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private ChannelInitializer<SocketChannel> pipeline(Listen listen, Shared shared) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                if (leaving) {
                    var _ = channel.close();
                    return;
                }
                clients.add(channel);
                var limits = shared.limits();
                var encoder = new AnswerEncoder();
                channel.pipeline()
                        .addLast(
                                new IdleStateHandler(
                                        0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS))
                        .addLast(new RequestDecoder(limits.head()))
                        .addLast(encoder)
                        .addLast(
                                new ClientConnection(
                                        shared, listen.upstreamPort(), channel, encoder));
            }
        };
    }

    private static Problem taken(Listen listen, Throwable cause) {
        return new Problem(
                "engine.cannotListen",
                "Cannot listen on %s:%d: %s."
                        .formatted(listen.host(), listen.port(), Reasons.of(cause)),
                "Nothing was started.",
                "Stop what uses that address, or choose another with --listen.");
    }

    static String written(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort());
    }
}

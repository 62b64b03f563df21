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
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
        var server =
                prepare(
                        listens,
                        listens.stream().map(_ -> OptionalInt.empty()).toList(),
                        eventLoops,
                        routing,
                        traffic,
                        limits);
        server.accept();
        return server;
    }

    /// As [#open], and accepts nothing yet: whoever connects waits in the system's queue.
    ///
    /// @param adopted for each listener the descriptor of a socket that listens already, if any; it
    ///   is this proxy's from now on
    public static ProxyServer prepare(
            List<Listen> listens,
            List<OptionalInt> adopted,
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
        var shared = new Shared(routing, traffic, limits, server.pools, via);
        try {
            for (var at = 0; at < listens.size(); at++) {
                var listen = listens.get(at);
                server.listeners.add(server.bind(listen, adopted.get(at), transport, shared));
                server.listens.add(listen);
            }
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Begins to accept connections.
    public void accept() {
        listeners.forEach(listener -> listener.config().setAutoRead(true));
    }

    /// What another engine may take over: every listener with its descriptor. Empty where the
    /// system's sockets cannot be handed on.
    public List<ListeningSocket> sockets() {
        return IntStream.range(0, listens.size())
                .boxed()
                .flatMap(at -> ListeningSocket.of(listens.get(at), listeners.get(at)).stream())
                .toList();
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
        return leave(Duration.ZERO);
    }

    /// As [#drain], while another engine accepts on the same sockets: a connection that may bring
    /// another request is told to go with its answer, or closed when none came for that long.
    public CompletionStage<Void> handOn(Duration grace) {
        return leave(grace);
    }

    private CompletionStage<Void> leave(Duration grace) {
        var drained = new CompletableFuture<Void>();
        for (var listener : listeners) {
            listener.close().syncUninterruptibly();
        }
        awaitAccepted();
        var leave = new ClientConnection.Leave(grace);
        clients.forEach(client -> client.pipeline().fireUserEventTriggered(leave));
        clients.newCloseFuture().addListener(_ -> drained.complete(null));
        return drained.minimalCompletionStage();
    }

    /// What was accepted last is still on its way to a loop of its own, and is a client too.
    private void awaitAccepted() {
        for (var loop : loops) {
            loop.submit(() -> {}).awaitUninterruptibly();
        }
    }

    /// Ends at once, whatever is in flight.
    @Override
    public void close() {
        listeners.forEach(listener -> listener.close().syncUninterruptibly());
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        pools.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    private Channel bind(Listen listen, OptionalInt adopted, Transport transport, Shared shared) {
        var bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, UpstreamPool.reads())
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UpstreamPool.marks())
                        .childHandler(pipeline(listen, shared));
        var bound =
                adopted.isPresent()
                        ? bootstrap
                                .channelFactory(
                                        () -> new EpollServerSocketChannel(adopted.getAsInt()))
                                .register()
                        : bootstrap.channel(transport.server()).bind(listen.host(), listen.port());
        if (!bound.awaitUninterruptibly().isSuccess()) {
            throw new ProblemException(taken(listen, bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private ChannelInitializer<SocketChannel> pipeline(Listen listen, Shared shared) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
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

    private static String written(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort());
    }
}

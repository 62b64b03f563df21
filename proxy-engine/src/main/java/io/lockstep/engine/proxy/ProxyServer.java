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
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
    private static final Duration CERTIFICATES = Duration.ofSeconds(2);

    private final EventLoopGroup loops;
    private final UpstreamPools pools;
    private final AcceptGate gate;
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Listen> listens = new ArrayList<>();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private ProxyServer(EventLoopGroup loops, UpstreamPools pools, AcceptGate gate) {
        this.loops = loops;
        this.pools = pools;
        this.gate = gate;
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
        return open(listens, eventLoops, routing, traffic, limits, Edges.standard());
    }

    /// The same with transport and upstream keys of one's own choice. Certificates are read first.
    public static ProxyServer open(
            List<Listen> listens,
            Optional<Integer> eventLoops,
            Routing routing,
            Traffic traffic,
            ProxyLimits limits,
            Edges edges) {
        var server =
                prepare(
                        listens,
                        listens.stream().map(_ -> OptionalInt.empty()).toList(),
                        eventLoops,
                        routing,
                        traffic,
                        limits,
                        edges);
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
            ProxyLimits limits,
            Edges edges) {
        var transport = Transport.of(edges.transport());
        if (transport != Transport.EPOLL && adopted.stream().anyMatch(OptionalInt::isPresent)) {
            throw new ProblemException(cannotAdopt(transport));
        }
        var tls = listens.stream().map(listen -> listen.tls().map(ServerTls::open)).toList();
        var sockets = new Loops(transport);
        var loops =
                new MultiThreadIoEventLoopGroup(
                        eventLoops.orElse(Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("proxy"),
                        sockets);
        var descriptors = Descriptors.ofThisProcess();
        var server =
                new ProxyServer(
                        loops,
                        new UpstreamPools(transport, limits, edges.trust(), descriptors),
                        new AcceptGate(descriptors));
        var via = new Via("lockstep-" + UUID.randomUUID().toString().substring(0, 13));
        var lanes = new Lanes(server.pools, sockets, limits);
        var shared = new Shared(routing, traffic, limits, lanes, via);
        try {
            for (var at = 0; at < listens.size(); at++) {
                var pipeline = server.pipeline(listens.get(at), tls.get(at), shared);
                server.listeners.add(
                        server.bind(listens.get(at), adopted.get(at), transport, pipeline));
                server.listens.add(listens.get(at));
            }
            tls.forEach(one -> one.ifPresent(server::keepFresh));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Whether that address could be listened on now; it is not kept. Blocks for a moment.
    public static void check(Listen listen) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException e) {
            throw new ProblemException(taken(listen, e), e);
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

    /// Takes no new request; completes when every request in flight has been answered. Every
    /// connection knows of it when this returns. Not to be called on an event loop.
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
        awaitLoops();
        var leave = new ClientConnection.Leave(grace);
        clients.forEach(client -> client.pipeline().fireUserEventTriggered(leave));
        awaitLoops();
        clients.newCloseFuture().addListener(_ -> drained.complete(null));
        return drained.minimalCompletionStage();
    }

    /// Breaks off every exchange and tunnel with that version. Returns before they have ended.
    public void cut(String version) {
        clients.forEach(client ->
                client.pipeline().fireUserEventTriggered(new ClientConnection.Cut(version)));
    }

    /// What was accepted last has reached the loop of its own, and what was fired its connection.
    private void awaitLoops() {
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

    private void keepFresh(ServerTls tls) {
        var _ =
                loops.next()
                        .scheduleWithFixedDelay(
                                () -> Thread.ofVirtual().name("certificate").start(tls::refresh),
                                CERTIFICATES.toMillis(),
                                CERTIFICATES.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private Channel bind(
            Listen listen,
            OptionalInt adopted,
            Transport transport,
            ChannelInitializer<SocketChannel> pipeline) {
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
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UpstreamPool.marks())
                        .handler(gate)
                        .childHandler(pipeline);
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

    private ChannelInitializer<SocketChannel> pipeline(
            Listen listen, Optional<ServerTls> tls, Shared shared) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                clients.add(channel);
                if (listen.proxyProtocol()) {
                    ProxyHeader.addTo(channel.pipeline(), shared.limits().head());
                }
                tls.ifPresent(own ->
                        channel.pipeline()
                                .addLast(own.handler(channel, shared.limits().head()))
                                .addLast(new TlsGreeting()));
                channel.pipeline().addLast(new ClientConnection(shared, listen, channel));
            }
        };
    }

    private static Problem cannotAdopt(Transport transport) {
        return new Problem(
                "engine.cannotReplace",
                "Sockets cannot be taken over with --transport %s.".formatted(transport),
                "The running engine serves on untouched.",
                "Leave --transport out, or name epoll.");
    }

    private static Problem taken(Listen listen, Throwable cause) {
        return new Problem(
                "engine.cannotListen",
                "Cannot listen on %s:%d: %s."
                        .formatted(listen.host(), listen.port(), Reasons.of(cause)),
                "Nothing was started.",
                "Stop what uses it, or give --listen another address.");
    }

    static String written(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort());
    }
}

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
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
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
    private static final Duration CERTIFICATES = Duration.ofSeconds(2);

    private final EventLoopGroup loops;
    private final UpstreamPools pools;
    private final AcceptGate gate;
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Listen> listens = new ArrayList<>();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean leaving;

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
        var transport = Transport.of(edges.transport());
        var tls = listens.stream().map(listen -> listen.tls().map(ServerTls::open)).toList();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        eventLoops.orElse(Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("proxy"),
                        transport.handlers());
        var descriptors = Descriptors.ofThisProcess();
        var server =
                new ProxyServer(
                        loops,
                        new UpstreamPools(transport, limits, edges.trust(), descriptors),
                        new AcceptGate(descriptors));
        var via = new Via("lockstep-" + UUID.randomUUID().toString().substring(0, 13));
        var lanes = new Lanes(server.pools, limits);
        var shared = new Shared(routing, traffic, limits, lanes, via, () -> server.leaving);
        try {
            for (var at = 0; at < listens.size(); at++) {
                var pipeline = server.pipeline(listens.get(at), tls.get(at), shared);
                server.listeners.add(server.bind(listens.get(at), transport, pipeline));
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

    /// Breaks off every exchange and tunnel with that version. Returns before they have ended.
    public void cut(String version) {
        clients.forEach(client ->
                client.pipeline().fireUserEventTriggered(new ClientConnection.Cut(version)));
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
            Listen listen, Transport transport, ChannelInitializer<SocketChannel> pipeline) {
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
                        .handler(gate)
                        .childHandler(pipeline)
                        .bind(listen.host(), listen.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ProblemException(taken(listen, bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private ChannelInitializer<SocketChannel> pipeline(
            Listen listen, Optional<ServerTls> tls, Shared shared) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                if (leaving) {
                    var _ = channel.close();
                    return;
                }
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

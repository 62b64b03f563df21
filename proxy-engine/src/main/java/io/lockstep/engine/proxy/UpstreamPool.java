package io.lockstep.engine.proxy;

import io.lockstep.engine.route.UpstreamAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// The connections of one event loop to all upstreams. Used on that loop only.
final class UpstreamPool {
    private static final int MOST_IDLE = 256;

    private record Idle(UpstreamConnection connection, long since) {}

    private record Reached(URI upstream, OptionalInt port) {}

    private record Found(URI upstream, OptionalInt port, Place place) {}

    private final Map<Place, Deque<Idle>> idle = new HashMap<>();
    private final Map<Reached, Place> addresses = new HashMap<>();
    private Optional<Found> last = Optional.empty();
    private final Bootstrap bootstrap;
    private final ProxyLimits limits;
    private final UpstreamTrust trust;
    private final Descriptors descriptors;
    private final Optional<Tray> tray;
    private final long keepNanos;

    UpstreamPool(
            EventLoop loop,
            Transport transport,
            Optional<Tray> tray,
            ProxyLimits limits,
            AddressResolverGroup<InetSocketAddress> names,
            UpstreamTrust trust,
            Descriptors descriptors) {
        this.tray = tray;
        this.limits = limits;
        this.trust = trust;
        this.descriptors = descriptors;
        keepNanos = limits.pooled().toNanos();
        bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(transport.socket())
                        .resolver(names)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, reads(tray))
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, marks())
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(limits.connect().toMillis()));
        var _ = loop.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /// One read at a time of at most 64 KiB: what is read must be passed on before more is.
    static RecvByteBufAllocator reads(Optional<Tray> tray) {
        var allocator = new AdaptiveRecvByteBufAllocator(1024, Tray.SIZE, 64 << 10);
        allocator.maxMessagesPerRead(1);
        return tray.map(one -> one.reads(allocator)).orElse(allocator);
    }

    static WriteBufferWaterMark marks() {
        return new WriteBufferWaterMark(32 << 10, 128 << 10);
    }

    /// Where the upstream is reached, at its own port or another. Most requests go where the one
    /// before went.
    Place address(URI upstream, OptionalInt port) {
        if (last.isPresent()
                && upstream.equals(last.get().upstream())
                && port.equals(last.get().port())) {
            return last.get().place();
        }
        var place = addresses.computeIfAbsent(new Reached(upstream, port), this::read);
        last = Optional.of(new Found(upstream, port, place));
        return place;
    }

    private Place read(Reached reached) {
        var address =
                UpstreamAddress.of(reached.upstream())
                        .or(() -> UpstreamAddress.ofTls(reached.upstream()))
                        .orElseThrow();
        return new Place(
                InetSocketAddress.createUnresolved(
                        address.host(), reached.port().orElse(address.port())),
                trust.of(reached.upstream()));
    }

    /// The connection used last, while it is open and young.
    Optional<UpstreamConnection> pooled(Place address) {
        var waiting = idle.get(address);
        while (waiting != null && !waiting.isEmpty()) {
            var newest = waiting.removeLast();
            if (usable(newest)) {
                return Optional.of(newest.connection());
            }
            newest.connection().close();
        }
        return Optional.empty();
    }

    /// Asks once more where the fresh channel was closed before it asked: a descriptor that was
    /// used a moment ago can bring an event of its last owner along.
    void connect(
            Place address, Consumer<UpstreamConnection> connected, Consumer<Throwable> failed) {
        ask(
                address,
                connected,
                cause -> {
                    if (cause instanceof ClosedChannelException) {
                        ask(address, connected, failed);
                    } else {
                        failed.accept(cause);
                    }
                });
    }

    private void ask(
            Place address, Consumer<UpstreamConnection> connected, Consumer<Throwable> failed) {
        bootstrap
                .clone()
                .handler(pipeline(address))
                .connect(address.address())
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        var made = done.channel().pipeline().get(UpstreamConnection.class);
                        greet(made, connected, failed);
                    } else {
                        failed.accept(done.cause());
                    }
                });
    }

    /// Over TLS, nothing of a request is sent before the upstream has proved who it is.
    private static void greet(
            UpstreamConnection connection,
            Consumer<UpstreamConnection> connected,
            Consumer<Throwable> failed) {
        var tls = connection.channel().pipeline().get(SslHandler.class);
        if (tls == null) {
            connected.accept(connection);
            return;
        }
        tls.handshakeFuture()
                .addListener(done -> {
                    if (done.isSuccess()) {
                        connected.accept(connection);
                    } else {
                        connection.close();
                        failed.accept(unproven(done.cause()));
                    }
                });
        connection.channel().read();
    }

    private static Throwable unproven(Throwable cause) {
        return cause instanceof SSLException
                ? cause
                : new SSLException("it breaks off the TLS handshake", cause);
    }

    void giveBack(UpstreamConnection connection) {
        var waiting = idle.computeIfAbsent(connection.address(), _ -> new ArrayDeque<>());
        waiting.addLast(new Idle(connection, System.nanoTime()));
        if (waiting.size() > MOST_IDLE) {
            waiting.removeFirst().connection().close();
        }
    }

    void forget(UpstreamConnection connection) {
        var waiting = idle.get(connection.address());
        if (waiting != null) {
            waiting.removeIf(one -> one.connection() == connection);
        }
    }

    private ChannelInitializer<Channel> pipeline(Place address) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                descriptors.upstream(channel);
                address.tls().ifPresent(tls -> secure(channel, address.address(), tls));
                if (limits.firstByte().compareTo(limits.idle()) < 0) {
                    channel.pipeline().addLast(new FirstByteLimit(limits.firstByte()));
                }
                channel.pipeline()
                        .addLast(new UpstreamConnection(UpstreamPool.this, address, channel, tray));
            }
        };
    }

    private void secure(Channel channel, InetSocketAddress address, SslContext tls) {
        var handler = tls.newHandler(channel.alloc(), address.getHostString(), address.getPort());
        handler.setHandshakeTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS);
        channel.pipeline().addLast(handler).addLast(new TruncationGuard());
    }

    private boolean usable(Idle one) {
        return one.connection().isOpen() && System.nanoTime() - one.since() < keepNanos;
    }

    private void sweep() {
        for (var waiting : idle.values()) {
            while (!waiting.isEmpty() && !usable(waiting.getFirst())) {
                waiting.removeFirst().connection().close();
            }
        }
        idle.values().removeIf(Deque::isEmpty);
        addresses.clear();
        last = Optional.empty();
    }
}

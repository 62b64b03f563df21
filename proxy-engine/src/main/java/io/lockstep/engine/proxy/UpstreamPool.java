package io.lockstep.engine.proxy;

import io.lockstep.engine.route.UpstreamAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequestEncoder;
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

/// The connections of one event loop to all upstreams. Used on that loop only.
final class UpstreamPool {
    private static final int MOST_IDLE = 256;

    private record Idle(UpstreamConnection connection, long since) {}

    private record Reached(URI upstream, OptionalInt port) {}

    private final Map<InetSocketAddress, Deque<Idle>> idle = new HashMap<>();
    private final Map<Reached, InetSocketAddress> addresses = new HashMap<>();
    private final Bootstrap bootstrap;
    private final long keepNanos;

    UpstreamPool(
            EventLoop loop,
            Transport transport,
            ProxyLimits limits,
            AddressResolverGroup<InetSocketAddress> names) {
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
                        .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, marks())
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(limits.connect().toMillis()));
        var _ = loop.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /// One read at a time of at most 64 KiB: what is read must be passed on before more is.
    static AdaptiveRecvByteBufAllocator reads() {
        var allocator = new AdaptiveRecvByteBufAllocator(1024, 16 << 10, 64 << 10);
        allocator.maxMessagesPerRead(1);
        return allocator;
    }

    static WriteBufferWaterMark marks() {
        return new WriteBufferWaterMark(32 << 10, 128 << 10);
    }

    /// Where the upstream is reached, at its own port or another.
    InetSocketAddress address(URI upstream, OptionalInt port) {
        return addresses.computeIfAbsent(new Reached(upstream, port), UpstreamPool::read);
    }

    private static InetSocketAddress read(Reached reached) {
        var address = UpstreamAddress.of(reached.upstream()).orElseThrow();
        return InetSocketAddress.createUnresolved(
                address.host(), reached.port().orElse(address.port()));
    }

    /// The connection used last, while it is open and young.
    Optional<UpstreamConnection> pooled(InetSocketAddress address) {
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
            InetSocketAddress address,
            Consumer<UpstreamConnection> connected,
            Consumer<Throwable> failed) {
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
            InetSocketAddress address,
            Consumer<UpstreamConnection> connected,
            Consumer<Throwable> failed) {
        var connection = new UpstreamConnection(this, address);
        bootstrap
                .clone()
                .handler(pipeline(connection))
                .connect(address)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        connected.accept(connection);
                    } else {
                        failed.accept(done.cause());
                    }
                });
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

    private static ChannelInitializer<Channel> pipeline(UpstreamConnection connection) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(connection.decoder())
                        .addLast(new HttpRequestEncoder())
                        .addLast(connection);
            }
        };
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
    }
}

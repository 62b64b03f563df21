package io.lockstep.engine.proxy;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One pool for each event loop, so that an exchange never leaves its thread.
final class UpstreamPools implements AutoCloseable {
    private final Map<EventLoop, UpstreamPool> pools = new ConcurrentHashMap<>();
    private final AddressResolverGroup<InetSocketAddress> names = new FreshNames();
    private final Transport transport;
    private final ProxyLimits limits;
    private final UpstreamTrust trust;
    private final Descriptors descriptors;

    UpstreamPools(
            Transport transport, ProxyLimits limits, UpstreamTrust trust, Descriptors descriptors) {
        this.transport = transport;
        this.limits = limits;
        this.trust = trust;
        this.descriptors = descriptors;
    }

    /// @param tray of that loop, where it has one
    UpstreamPool of(EventLoop loop, Optional<Tray> tray) {
        return pools.computeIfAbsent(
                loop,
                own -> new UpstreamPool(own, transport, tray, limits, names, trust, descriptors));
    }

    @Override
    public void close() {
        names.close();
    }
}

package io.lockstep.engine.proxy;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One lane for each event loop, so that an exchange never leaves its thread.
final class Lanes {
    private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
    private final UpstreamPools pools;
    private final Loops loops;
    private final ProxyLimits limits;

    Lanes(UpstreamPools pools, Loops loops, ProxyLimits limits) {
        this.pools = pools;
        this.loops = loops;
        this.limits = limits;
    }

    Lane of(EventLoop loop) {
        return lanes.computeIfAbsent(
                loop,
                own -> {
                    var epoll = loops.epoll(own);
                    return new Lane(
                            pools.of(own, epoll.map(SteadyEpoll::tray)),
                            new Outgoing(),
                            new IdleSweep(own, limits.idle()),
                            epoll);
                });
    }
}

package io.lockstep.engine.proxy;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What drives the sockets of each event loop; where it is epoll, a steady one, found again by its
/// loop.
final class Loops implements IoHandlerFactory {
    private final Map<ThreadAwareExecutor, SteadyEpoll> epolls = new ConcurrentHashMap<>();
    private final Transport transport;
    private final IoHandlerFactory handlers;

    Loops(Transport transport) {
        this.transport = transport;
        this.handlers = transport.handlers();
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor executor) {
        var handler = handlers.newHandler(executor);
        if (transport != Transport.EPOLL) {
            return handler;
        }
        var epoll = new SteadyEpoll(handler);
        epolls.put(executor, epoll);
        return epoll;
    }

    Optional<SteadyEpoll> epoll(EventLoop loop) {
        return Optional.ofNullable(epolls.get(loop));
    }
}

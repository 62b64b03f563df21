package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import java.util.IdentityHashMap;
import java.util.Optional;

/// Netty's epoll with two differences. A connection that waits for nothing for a while stays in the
/// kernel's set: Netty (4.2.18) takes it out and later changes what is no longer there, which fails
/// and closes the connection: half-closed clients lost large answers by that. And the rest of a
/// large body can be moved inside the kernel.
final class SteadyEpoll implements IoHandler {
    private final IoHandler epoll;
    private final IdentityHashMap<Object, Seat> seats = new IdentityHashMap<>();
    private final Pipes pipes = new Pipes();
    private final Tray tray = new Tray();

    SteadyEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    Pipes pipes() {
        return pipes;
    }

    Tray tray() {
        return tray;
    }

    /// Where a connection of this event loop sits; empty when it has left.
    Optional<Seat> seat(Channel channel) {
        return Optional.ofNullable(seats.get(channel.unsafe()));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        var seat = new Seat((EpollIoHandle) handle, () -> seats.remove(handle));
        seats.put(handle, seat);
        return seat.taken(epoll.register(seat));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
        pipes.close();
        tray.close();
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }
}

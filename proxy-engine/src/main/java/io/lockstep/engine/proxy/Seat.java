package io.lockstep.engine.proxy;

import io.netty.channel.IoEvent;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.Optional;

/// A connection's place in the kernel's set, between epoll and Netty: it knows what Netty waits
/// for, and lets a [Splice] have the events first. Used on the connection's event loop only.
///
/// Netty's interface lets a close throw anything, which is what the compiler warns of.
@SuppressWarnings("try")
final class Seat implements EpollIoHandle, IoRegistration {
    /// Nothing but what cannot be turned off, told once.
    private static final EpollIoOps REST = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

    /// Takes the events of a connection from Netty for a while.
    interface Guest {
        /// What is left of the event for Netty.
        EpollIoOps event(EpollIoOps ops);
    }

    private final EpollIoHandle connection;
    private final Runnable leaves;
    private Optional<IoRegistration> epoll = Optional.empty();
    private Optional<Guest> guest = Optional.empty();
    private EpollIoOps wanted = REST;
    private EpollIoOps set = REST;

    /// @param leaves run when the connection is taken out of the set
    Seat(EpollIoHandle connection, Runnable leaves) {
        this.connection = connection;
        this.leaves = leaves;
    }

    Seat taken(IoRegistration registration) {
        epoll = Optional.of(registration);
        return this;
    }

    void host(Guest one) {
        guest = Optional.of(one);
    }

    /// Netty has the events again, those it waits for.
    void release() {
        guest = Optional.empty();
        await(wanted);
    }

    /// Whether the connection still has its descriptor. Netty closes it before anybody hears of the
    /// end, and its number may be another connection's at once.
    boolean open() {
        return connection.fd().isOpen();
    }

    boolean hosts() {
        return guest.isPresent();
    }

    /// Whether Netty waits for it.
    boolean wants(EpollIoOps ops) {
        return wanted.contains(ops);
    }

    /// Waits for what Netty waits for and for room to write.
    void awaitRoom() {
        await(wanted.with(EpollIoOps.EPOLLOUT));
    }

    /// Waits for what Netty waits for, or for nothing of it.
    void listen(boolean to) {
        await(to ? wanted : REST);
    }

    private void await(EpollIoOps ops) {
        if (!ops.equals(set) && isValid()) {
            set = ops;
            var _ = epoll.orElseThrow().submit(ops);
        }
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (guest.isPresent() && event instanceof EpollIoEvent epollEvent) {
            var rest = guest.get().event(epollEvent.ops());
            if (rest.value() != 0) {
                EpollIoEvent left = () -> rest;
                connection.handle(registration, left);
            }
        } else {
            connection.handle(registration, event);
        }
    }

    @Override
    public FileDescriptor fd() {
        return connection.fd();
    }

    @Override
    public void registered() {
        connection.registered();
    }

    @Override
    public void unregistered() {
        connection.unregistered();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }

    @Override
    public long submit(IoOps ops) {
        wanted = ops.equals(EpollIoOps.NONE) ? REST : (EpollIoOps) ops;
        set = wanted;
        return epoll.orElseThrow().submit(wanted);
    }

    /// The interface says so.
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T attachment() {
        return epoll.orElseThrow().attachment();
    }

    @Override
    public boolean isValid() {
        return epoll.orElseThrow().isValid();
    }

    @Override
    public boolean cancel() {
        leaves.run();
        return epoll.orElseThrow().cancel();
    }
}

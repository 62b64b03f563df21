package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.Native;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Moves the rest of a body whose length is known from one connection to another inside the kernel,
/// without copying it in and out. Netty goes on believing that it reads; whenever anything but
/// plain progress happens, it gets its connection back and sees for itself. Used on the event loop
/// of both connections only, which alone closes them: so a descriptor that is open when it is
/// looked at is its connection's own until the bytes are moved.
final class Splice {
    /// A rest that is shorter is not worth it.
    static final long LEAST = 64 << 10;

    private static final int AT_ONCE = 64 << 10;
    private static final EpollIoOps IN = EpollIoOps.EPOLLIN;
    private static final EpollIoOps OUT = EpollIoOps.EPOLLOUT;

    private final Channel from;
    private final Seat source;
    private final Seat sink;
    private final Pipes pipes;
    private final LongConsumer moved;
    private final Runnable unsent;
    private Optional<Pipes.Pipe> pipe = Optional.empty();
    private long left;
    private int inPipe;
    private boolean over;

    private Splice(
            Channel from,
            Seat source,
            Seat sink,
            Pipes pipes,
            long bytes,
            LongConsumer moved,
            Runnable unsent) {
        this.from = from;
        this.source = source;
        this.sink = sink;
        this.pipes = pipes;
        this.left = bytes;
        this.moved = moved;
        this.unsent = unsent;
    }

    /// Begins, where both connections are plain and nothing waits to be written; their own handlers
    /// must be the only ones. Netty must be about to read from the one.
    ///
    /// @param bytes what is left of the body
    /// @param moved told of bytes that were written; those that complete the body end this first
    /// @param unsent run when nothing can be written any more
    static Optional<Splice> begin(
            SteadyEpoll epoll,
            Channel from,
            Channel to,
            long bytes,
            LongConsumer moved,
            Runnable unsent) {
        if (!plain(from) || !plain(to) || !sentAll(to)) {
            return Optional.empty();
        }
        var source = epoll.seat(from);
        var sink = epoll.seat(to);
        if (source.isEmpty() || sink.isEmpty() || source.get().hosts() || sink.get().hosts()) {
            return Optional.empty();
        }
        var splice =
                new Splice(from, source.get(), sink.get(), epoll.pipes(), bytes, moved, unsent);
        splice.source.host(splice::readable);
        splice.sink.host(splice::writable);
        return Optional.of(splice);
    }

    private static boolean plain(Channel channel) {
        return Objects.equals(channel.pipeline().first(), channel.pipeline().last());
    }

    private static boolean sentAll(Channel channel) {
        var waiting = channel.unsafe().outboundBuffer();
        return channel.isActive() && waiting != null && waiting.isEmpty();
    }

    boolean isOver() {
        return over;
    }

    /// What is in the pipe is lost. Harmless when it is over.
    void stop() {
        if (!over) {
            over = true;
            source.release();
            sink.release();
            putPipeAway();
        }
    }

    private void putPipeAway() {
        pipe.ifPresent(inPipe == 0 ? pipes::giveBack : pipes::discard);
        pipe = Optional.empty();
    }

    /// What came with the end of the connection is moved before Netty hears of the end.
    private EpollIoOps readable(EpollIoOps ops) {
        if (!source.open() || !sink.open()) {
            stop();
            return ops;
        }
        if (inPipe > 0) {
            return whilePaused(ops);
        }
        if (ops.contains(IN) && !ops.contains(EpollIoOps.EPOLLERR) && fill()) {
            drain();
            return EpollIoOps.NONE;
        }
        stop();
        return ops;
    }

    /// Nothing but the end of the connection is listened for; what is readable comes again.
    private EpollIoOps whilePaused(EpollIoOps ops) {
        if (!ops.contains(IN)) {
            var _ = from.close();
        }
        return EpollIoOps.NONE;
    }

    private EpollIoOps writable(EpollIoOps ops) {
        if (!sink.open()) {
            stop();
            return ops;
        }
        if (!ops.contains(OUT) || inPipe == 0) {
            return ops;
        }
        drain();
        return sink.wants(OUT) ? ops : ops.without(OUT);
    }

    /// Whether anything is in the pipe now.
    private boolean fill() {
        pipe = pipe.or(pipes::take);
        if (pipe.isEmpty()) {
            return false;
        }
        try {
            inPipe = move(source, pipe.get());
            return inPipe > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int move(Seat source, Pipes.Pipe into) throws IOException {
        return Native.splice(
                source.fd().intValue(), -1, into.in().intValue(), -1, Math.min(left, AT_ONCE));
    }

    private void drain() {
        try {
            var written =
                    Native.splice(
                            pipe.orElseThrow().out().intValue(),
                            -1,
                            sink.fd().intValue(),
                            -1,
                            inPipe);
            inPipe -= written;
            left -= written;
            settle();
            moved.accept(written);
        } catch (IOException e) {
            stop();
            unsent.run();
        }
    }

    /// More is read when the other side took what there was.
    private void settle() {
        if (left == 0) {
            stop();
        } else if (inPipe > 0) {
            source.listen(false);
            sink.awaitRoom();
        } else {
            putPipeAway();
            source.listen(true);
            sink.listen(true);
        }
    }
}

package io.lockstep.engine.proxy;

import io.lockstep.engine.http.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// What goes out on a connection: a head and the small body behind it leave in one buffer, larger
/// parts as they are, without a copy. Nothing leaves before [#flush]. Used on the connection's
/// event loop only.
///
/// Where nothing stands between us and the socket and nothing waits for it, small things are put
/// together on the loop's [Tray] and sent from there; Netty gets what the socket does not take.
final class Outbox implements Sink {
    private static final int SMALL = 4 << 10;

    private final Channel channel;
    private final Optional<Tray> tray;
    private final ChannelPromise nobody;
    private boolean written;
    private boolean lent;
    private ByteBuf open = Unpooled.EMPTY_BUFFER;

    /// @param tray absent where another transport than epoll drives the socket
    Outbox(Channel channel, Optional<Tray> tray) {
        this.channel = channel;
        this.tray = tray;
        // Tells nobody when a write fails: what is read next says what became of the connection,
        // and an upstream that hung up may have answered before.
        this.nobody = channel.unsafe().voidPromise();
    }

    /// Begins a message; a body that is here in part is expected to follow.
    ///
    /// @param body how many bytes of it are here
    void head(Outgoing head, int body) {
        spill();
        open(head.length() + (body <= SMALL ? body : 0));
        open.writeBytes(head.bytes(), 0, head.length());
    }

    @Override
    public void pass(ByteBuf in, int bytes) {
        if (bytes <= SMALL && open.capacity() == 0 && straight()) {
            open(bytes);
        }
        if (bytes <= open.writableBytes()) {
            in.readBytes(open, bytes);
        } else {
            spill();
            write(in.readRetainedSlice(bytes));
        }
    }

    @Override
    public void put(byte[] bytes, int from, int to) {
        if (to - from > open.writableBytes()) {
            spill();
            open(Math.max(to - from, SMALL / 8));
        }
        open.writeBytes(bytes, from, to - from);
    }

    private void open(int size) {
        if (size <= Tray.SIZE && straight()) {
            open = tray.orElseThrow().lend(this, channel.alloc());
            lent = true;
        } else {
            open = channel.alloc().ioBuffer(size);
        }
    }

    /// Whether nothing lies between us and the socket, a handler for TLS least of all.
    private boolean straight() {
        return tray.isPresent()
                && !written
                && Objects.equals(channel.pipeline().first(), channel.pipeline().last());
    }

    void flush() {
        if (lent && !written && sent()) {
            return;
        }
        spill();
        if (written) {
            written = false;
            channel.flush();
        }
    }

    /// Whether the socket took all of it. A socket that is broken breaks again under Netty, which
    /// sees to it.
    private boolean sent() {
        var waiting = channel.unsafe().outboundBuffer();
        if (!channel.isActive() || waiting == null || !waiting.isEmpty()) {
            return false;
        }
        try {
            var socket = (Socket) ((UnixChannel) channel).fd();
            var count =
                    socket.sendAddress(
                            open.memoryAddress(), open.readerIndex(), open.writerIndex());
            open.skipBytes(Math.max(0, count));
        } catch (IOException e) {
            return false;
        }
        if (open.isReadable()) {
            return false;
        }
        close();
        return true;
    }

    /// The connection is gone.
    void drop() {
        close();
    }

    private void close() {
        if (lent) {
            tray.orElseThrow().giveBack();
            lent = false;
        } else {
            open.release();
        }
        open = Unpooled.EMPTY_BUFFER;
    }

    /// Moves what stands on the tray to memory of its own: another connection needs the tray.
    void keep() {
        if (lent) {
            var own = channel.alloc().ioBuffer(Math.max(1, open.readableBytes()));
            own.writeBytes(open);
            close();
            open = own;
        }
    }

    private void spill() {
        keep();
        if (open.isReadable()) {
            var full = open;
            open = Unpooled.EMPTY_BUFFER;
            write(full);
        }
    }

    private void write(ByteBuf bytes) {
        written = true;
        var _ = channel.write(bytes, nobody);
    }
}

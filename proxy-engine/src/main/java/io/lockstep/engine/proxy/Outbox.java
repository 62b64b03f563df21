package io.lockstep.engine.proxy;

import io.lockstep.engine.http.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;

/// What goes out on a connection: a head and the small body behind it leave in one buffer, larger
/// parts as they are, without a copy. Nothing leaves before [#flush]. Used on the connection's
/// event loop only.
final class Outbox implements Sink {
    private static final int SMALL = 4 << 10;

    private final Channel channel;
    private final ChannelPromise nobody;
    private boolean written;
    private ByteBuf open = Unpooled.EMPTY_BUFFER;

    Outbox(Channel channel) {
        this.channel = channel;
        // Tells nobody when a write fails: what is read next says what became of the connection,
        // and an upstream that hung up may have answered before.
        this.nobody = channel.unsafe().voidPromise();
    }

    /// Begins a message; a body that is here in part is expected to follow.
    ///
    /// @param body how many bytes of it are here
    void head(Outgoing head, int body) {
        spill();
        var room = body <= SMALL ? body : 0;
        open = channel.alloc().ioBuffer(head.length() + room);
        open.writeBytes(head.bytes(), 0, head.length());
    }

    @Override
    public void pass(ByteBuf in, int bytes) {
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
            open = channel.alloc().ioBuffer(Math.max(to - from, SMALL / 8));
        }
        open.writeBytes(bytes, from, to - from);
    }

    void flush() {
        spill();
        if (written) {
            written = false;
            channel.flush();
        }
    }

    /// The connection is gone.
    void drop() {
        open.release();
        open = Unpooled.EMPTY_BUFFER;
    }

    private void spill() {
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

package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;

/// The body of one message while it comes: knows where it ends (RFC 9112 section 6.3) and hands its
/// bytes on without keeping any.
public final class Body {
    private enum Kind {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private final ChunkScan chunks = new ChunkScan();
    private Kind kind = Kind.LENGTH;
    private long left;
    private long data;

    /// Begins a body of that many bytes; 0 for a message without one.
    public void length(long bytes) {
        kind = Kind.LENGTH;
        left = bytes;
        data = 0;
    }

    /// Begins a body in chunks.
    ///
    /// @param withoutFraming hand on the data of the chunks and nothing else
    public void chunked(boolean withoutFraming) {
        kind = Kind.CHUNKED;
        chunks.begin(withoutFraming);
    }

    /// Begins a body that the end of the connection ends.
    public void untilClose() {
        kind = Kind.UNTIL_CLOSE;
        data = 0;
    }

    /// Takes from `in` what belongs to the body. False when it is malformed.
    public boolean read(ByteBuf in, Sink sink) {
        if (kind == Kind.CHUNKED) {
            return chunks.read(in, sink);
        }
        var count = in.readableBytes();
        if (kind == Kind.LENGTH) {
            count = (int) Math.min(left, count);
            left -= count;
        }
        data += count;
        if (count > 0) {
            sink.pass(in, count);
        }
        return true;
    }

    /// Whether all of it came; never true for one that the end of the connection ends.
    public boolean done() {
        return switch (kind) {
            case LENGTH -> left == 0;
            case CHUNKED -> chunks.done();
            case UNTIL_CLOSE -> false;
        };
    }

    /// How much is still to come where the length is known, or else 0.
    public long left() {
        return kind == Kind.LENGTH ? left : 0;
    }

    /// So much of what is left went its way without being read here.
    public void passed(long bytes) {
        left -= bytes;
        data += bytes;
    }

    public boolean endsByClose() {
        return kind == Kind.UNTIL_CLOSE;
    }

    /// Bytes of content so far, without framing.
    public long data() {
        return kind == Kind.CHUNKED ? chunks.data() : data;
    }

    public Fault fault() {
        return chunks.fault();
    }
}

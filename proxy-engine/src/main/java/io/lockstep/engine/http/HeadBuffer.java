package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The bytes of one head, in an array of its own that grows with the head: looking at them there
/// costs a bounds check and no more. It is kept for the next head unless it has grown large.
final class HeadBuffer {
    private static final int FIRST = 256;
    private static final int KEPT = 4 << 10;
    private static final int MOST_AT_ONCE = 4 << 10;

    private byte[] bytes = new byte[0];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[0];
        }
    }

    /// Takes the next readable bytes, not more than some KiB of them.
    void take(ByteBuf in) {
        var count = Math.min(in.readableBytes(), MOST_AT_ONCE);
        if (length + count > bytes.length) {
            var size = Math.max(length + count, Math.max(FIRST, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, size);
        }
        in.readBytes(bytes, length, count);
        length += count;
    }

    /// Gives back what was taken behind `end`.
    void leave(ByteBuf in, int end) {
        in.readerIndex(in.readerIndex() - (length - end));
        length = end;
    }
}

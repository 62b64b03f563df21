package io.lockstep.app.containers.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Standard output out of the engine's multiplexed stream: eight bytes of head before each piece.
/// What comes as standard error is passed over, or mixed in where a log is read.
final class Frames extends InputStream {
    private static final int HEAD = 8;
    private static final int STDERR = 2;

    private final InputStream multiplexed;
    private final boolean errors;
    private int left;

    Frames(InputStream multiplexed, boolean errors) {
        this.multiplexed = multiplexed;
        this.errors = errors;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!nextPiece()) {
                return -1;
            }
        }
        var count = multiplexed.read(into, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the stream ends within a piece");
        }
        left -= count;
        return count;
    }

    private boolean nextPiece() throws IOException {
        var head = multiplexed.readNBytes(HEAD);
        if (head.length < HEAD) {
            return false;
        }
        left = ByteBuffer.wrap(head).getInt(4);
        if (head[0] < 0 || head[0] > STDERR || left < 0) {
            throw new IOException("what comes is no multiplexed stream");
        }
        if (head[0] == STDERR && !errors) {
            multiplexed.skipNBytes(left);
            left = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        multiplexed.close();
    }
}

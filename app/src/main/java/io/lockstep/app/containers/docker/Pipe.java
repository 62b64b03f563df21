package io.lockstep.app.containers.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What one thread writes another one reads, a few pieces at most in between.
///
/// The pipe of the Java library watches which thread wrote last and breaks when that one has ended;
/// this one does not care who writes.
final class Pipe implements AutoCloseable {
    private static final byte[] END = new byte[0];

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(16);
    private volatile boolean closed;

    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                put(new byte[] {(byte) one});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    var piece = new byte[length];
                    System.arraycopy(bytes, offset, piece, 0, length);
                    put(piece);
                }
            }

            @Override
            public void close() throws IOException {
                put(END);
            }
        };
    }

    InputStream source() {
        return new Source();
    }

    private void put(byte[] piece) throws IOException {
        try {
            if (closed || !pieces.offer(piece, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("nobody reads the other end any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    /// Ends the source even where nobody reads any more.
    @Override
    public void close() {
        closed = true;
        while (!pieces.offer(END)) {
            pieces.clear();
        }
    }

    private final class Source extends InputStream {
        private byte[] piece = END;
        private int at;
        private boolean ended;

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
            if (ended || (at == piece.length && !next())) {
                return -1;
            }
            var count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean next() throws IOException {
            try {
                piece = pieces.take();
                at = 0;
                ended = piece.length == 0;
                return !ended;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading", e);
            }
        }
    }
}

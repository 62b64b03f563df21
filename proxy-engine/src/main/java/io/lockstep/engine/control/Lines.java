package io.lockstep.engine.control;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Lines of bounded length.
final class Lines {

    /// A line was longer than is allowed; the stream is of no use any more.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// Without its end; empty at the end of the stream.
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() == ControlJson.MOST_BYTES) {
                throw new TooLong();
            }
            line.write(next);
        }
        return Optional.of(line.toByteArray());
    }
}

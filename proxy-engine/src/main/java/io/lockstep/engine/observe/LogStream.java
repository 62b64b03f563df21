package io.lockstep.engine.observe;

import java.io.IOException;
import java.io.OutputStream;

/// A stream of the process that is not ours to close.
record LogStream(OutputStream out) implements LogSink {

    @Override
    public void write(byte[] lines) throws IOException {
        out.write(lines);
        out.flush();
    }

    @Override
    public void close() {}
}

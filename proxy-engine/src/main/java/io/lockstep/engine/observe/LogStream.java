package io.lockstep.engine.observe;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream of the process that is not ours to close.
final class LogStream implements LogSink {
    private static final int BUFFER = 64 << 10;

    private final OutputStream out;

    LogStream(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    @Override
    public void write(byte[] line) throws IOException {
        out.write(line);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}

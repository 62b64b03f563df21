package io.lockstep.engine.observe;

import java.io.Closeable;
import java.io.IOException;

/// Where lines of a log go. Used by one thread.
interface LogSink extends Closeable {

    void write(byte[] line) throws IOException;

    void flush() throws IOException;
}

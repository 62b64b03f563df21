package io.lockstep.engine.observe;

import java.io.Closeable;
import java.io.IOException;

/// Where lines of a log go. Used by one thread.
interface LogSink extends Closeable {

    /// Takes one or more whole lines, all of them or, when it throws, perhaps none.
    void write(byte[] lines) throws IOException;
}

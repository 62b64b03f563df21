package io.lockstep.engine.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A way to an engine's control channel: its Unix socket, or the streams of a `docker exec`.
@FunctionalInterface
public interface ControlTransport {

    /// Opens a connection; the caller closes it.
    Connection open() throws IOException;

    /// Bytes to the engine and back.
    interface Connection extends AutoCloseable {
        OutputStream toEngine();

        InputStream fromEngine();

        @Override
        void close() throws IOException;
    }
}

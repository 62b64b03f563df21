package io.lockstep.app.containers.process;

import io.lockstep.engine.control.ControlTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Reaches an engine's control channel through the streams of its relay, a process for each
/// connection.
record ProcessTransport(ProcessBuilder relay) implements ControlTransport {

    @Override
    public Connection open() throws IOException {
        return new Streams(relay.start());
    }

    private record Streams(Process process) implements Connection {
        @Override
        public OutputStream toEngine() {
            return process.getOutputStream();
        }

        @Override
        public InputStream fromEngine() {
            return process.getInputStream();
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            process.getOutputStream().close();
            process.getInputStream().close();
        }
    }
}

package io.lockstep.engine.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// Reaches an engine on this machine through its control socket.
public record UnixSocketTransport(Path socket) implements ControlTransport {

    @Override
    public Connection open() throws IOException {
        try {
            return new Open(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException e) {
            throw new IOException("nothing listens at %s".formatted(socket), e);
        }
    }

    private record Open(SocketChannel channel) implements Connection {
        @Override
        public OutputStream toEngine() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public InputStream fromEngine() {
            return Channels.newInputStream(channel);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

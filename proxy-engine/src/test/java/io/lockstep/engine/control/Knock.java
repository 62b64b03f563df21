package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A program that asks a control socket for its status and prints what comes back. It needs no
/// class but itself, so that another user may run it.
final class Knock {
    private Knock() {}

    static void main(String[] args) {
        try (var engine = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            engine.write(
                    ByteBuffer.wrap("{\"v\":1,\"id\":3,\"tag\":\"status\"}\n".getBytes(UTF_8)));
            var answer = ByteBuffer.allocate(1024);
            var read = engine.read(answer);
            System.out.println(read < 0 ? "closed" : new String(answer.array(), 0, read, UTF_8));
        } catch (IOException e) {
            System.out.println("failed: " + e.getMessage());
        }
    }
}

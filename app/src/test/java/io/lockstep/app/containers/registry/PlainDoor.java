package io.lockstep.app.containers.registry;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Lets plain HTTP through to a server behind it and shows TLS the door at once. An engine tries
/// TLS first, and a server that takes its greeting for a long request line keeps it for ten
/// seconds.
final class PlainDoor implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket door;
    private final InetSocketAddress behind;

    private PlainDoor(ServerSocket door, InetSocketAddress behind) {
        this.door = door;
        this.behind = behind;
    }

    /// On a free port of this machine.
    static PlainDoor before(InetSocketAddress behind) throws IOException {
        var door = new PlainDoor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behind);
        Thread.ofVirtual().name("door").start(door::open);
        return door;
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var guest = door.accept();
                Thread.ofVirtual().name("guest").start(() -> serve(guest));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket guest) {
        try (guest;
                var in = new PushbackInputStream(guest.getInputStream());
                var host = new Socket(behind.getAddress(), behind.getPort())) {
            var first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            in.unread(first);
            Thread.ofVirtual().name("answers").start(() -> answer(host, guest));
            in.transferTo(host.getOutputStream());
        } catch (IOException _) {
            // either side may go at any moment
        }
    }

    /// Whatever the server ends is ended for the guest, too.
    private static void answer(Socket host, Socket guest) {
        try (guest) {
            host.getInputStream().transferTo(guest.getOutputStream());
        } catch (IOException _) {
            // as above
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

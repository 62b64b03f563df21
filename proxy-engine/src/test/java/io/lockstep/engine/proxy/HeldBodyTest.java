package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.Needed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the engine itself holds of a body that the other side does not read: what was written, less
/// what the system's buffers tell they have.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HeldBodyTest {
    private static final long MOST_HELD = 256 << 10;
    private static final byte[] BLOCK = new byte[16 << 10];
    private static final long SIZE = 1L << 30;

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());
    private final AtomicLong written = new AtomicLong();

    @BeforeEach
    void needsTheSystemsNumbers() {
        Needed.that(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells what it holds");
    }

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void ofARequestAtMost256KiB() {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + SIZE);
            var server = upstream.next();
            server.head();
            pour(client);

            assertThat(held(client, server)).isBetween(0L, MOST_HELD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1073741824", "Connection: close"})
    void ofAnAnswerAtMost256KiB(String framing) {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", framing);
            client.head();
            pour(server);

            assertThat(held(client, server)).isBetween(0L, MOST_HELD);
        }
    }

    @Test
    void ofATunnelAtMost256KiB() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 101 Go", "Connection: upgrade", "Upgrade: websocket");
            client.head();
            pour(server);

            assertThat(held(client, server)).isBetween(0L, MOST_HELD);
        }
    }

    private void pour(Wire wire) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            wire.out().write(BLOCK);
                            written.addAndGet(BLOCK.length);
                        }
                    } catch (IOException | UncheckedIOException e) {
                        // The test is over.
                        return;
                    }
                });
    }

    /// Once nothing moves any more. A block of the writer's own is on its way and not counted.
    private long held(Wire client, Wire server) {
        var before = new AtomicLong(-1);
        var same = new AtomicLong();
        Rig.eventually(() -> {
            var now = written.get();
            same.set(now > 0 && before.getAndSet(now) == now ? same.get() + 1 : 0);
            return same.get() > 30;
        });
        var inBuffers =
                Kernel.between(client.socket().getLocalPort(), client.socket().getPort())
                        + Kernel.between(server.socket().getLocalPort(), server.socket().getPort());
        return written.get() + BLOCK.length - inBuffers;
    }
}

package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BigBodyTest {
    private static final int SIZE = 50 << 20;
    private static final byte[] BLOCK = new byte[64 << 10];

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());
    private final AtomicLong written = new AtomicLong();

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void aSlowClientHoldsTheUpstreamBack() throws IOException {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Content-Length: " + SIZE);
            client.head();
            var writing = write(server);

            stalls();
            assertThat(readAll(client.in())).isEqualTo(SIZE);

            writing.join();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientThatHasEndedItsSideGetsALargeAnswerWhole() throws IOException {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            client.endOutput();
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Content-Length: " + SIZE);
            client.head();
            var writing = write(server);

            stalls();
            assertThat(readAll(client.in())).isEqualTo(SIZE);

            writing.join();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aSlowUpstreamHoldsTheClientBack() throws IOException {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + SIZE);
            var server = upstream.next();
            server.head();
            var writing = write(client);

            stalls();
            assertThat(readAll(server.in())).isEqualTo(SIZE);

            writing.join();
            server.lines("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void whatAClientSendsBeforeItsAnswerHoldsItBack() {
        var client = rig.client();
        client.lines("GET / HTTP/1.1", "Host: a");
        upstream.next().head();
        var writing = write(client);

        stalls();

        client.reset();
        assertThat(writing.handle((_, broken) -> broken != null).join()).isTrue();
        rig.noLeaseIsLeft();
    }

    /// The writer comes to rest long before the end, and the proxy holds little of what it wrote.
    private void stalls() {
        var before = new AtomicLong(-1);
        var same = new AtomicLong();
        Rig.eventually(() -> {
            var now = written.get();
            return now > 0
                    && (before.getAndSet(now) == now ? same.incrementAndGet() : setZero(same)) > 20;
        });
        assertThat(written.get()).isLessThan(SIZE / 2);
        var allocator = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
        assertThat(allocator.metric().usedDirectMemory()).isLessThan(16 << 20);
    }

    private static long setZero(AtomicLong count) {
        count.set(0);
        return 0;
    }

    private CompletableFuture<Void> write(Wire wire) {
        return CompletableFuture.runAsync(
                () -> {
                    for (var i = 0; i < SIZE / BLOCK.length; i++) {
                        wire.send(BLOCK);
                        written.addAndGet(BLOCK.length);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static long readAll(InputStream in) throws IOException {
        long read = 0;
        var block = new byte[8 << 10];
        while (read < SIZE) {
            var now = in.read(block);
            if (now < 0) {
                return read;
            }
            read += now;
        }
        return read;
    }
}

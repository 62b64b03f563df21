package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two thousand clients that take their time, and one that does not.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SlowClientsTest {
    private static final int EACH = 667;
    private static final int SLOW = 3 * EACH;
    private static final Duration HEAD_LIMIT = Duration.ofSeconds(9);
    private static final Duration PROMISED = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int BODY = 10_000;
    private static final int ROUNDS = 5;
    private static final int MOST_MEMORY_EACH = 16 << 10;

    private final RawUpstream upstream = RawUpstream.naming("one");
    private final Rig rig =
            Rig.before(upstream.address(), ProxyLimits.standard().withHead(HEAD_LIMIT));
    private final List<Wire> heads = new ArrayList<>();
    private final List<Wire> bodies = new ArrayList<>();
    private final List<Wire> silent = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch dripping = new CountDownLatch(1);
    private final AtomicInteger dripped = new AtomicInteger();

    @AfterEach
    void close() {
        over.set(true);
        List.of(heads, bodies, silent).forEach(wires -> wires.forEach(Wire::close));
        rig.close();
        upstream.close();
    }

    @Test
    void neitherCostAnotherClientsTimeNorMuchMemory() {
        rig.get("/warm");
        var before = memory();
        for (var i = 0; i < EACH; i++) {
            heads.add(rig.client().send("GET / HTTP/1.1\r\nHost: a\r\nX: "));
            bodies.add(
                    rig.client()
                            .send(
                                    "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                            + BODY
                                            + "\r\n\r\nx"));
            silent.add(rig.client());
        }
        Thread.ofVirtual().name("drip").start(this::drip);

        assertThat(slowestOfTheBestRound()).isLessThanOrEqualTo(PROMISED);

        var each = (memory() - before) / SLOW;
        System.out.printf("%d slow clients hold %d bytes each%n", SLOW, each);
        assertThat(each).isLessThan(MOST_MEMORY_EACH);
        for (var late : heads) {
            assertThat(late.rest()).startsWith("HTTP/1.1 408 ");
        }
        for (var late : silent) {
            assertThat(late.rest()).startsWith("HTTP/1.1 408 ");
        }
        over.set(true);
        await(dripping);
        for (var slow : bodies) {
            slow.send("b".repeat(BODY - 1 - dripped.get()));
            assertThat(slow.answer()).startsWith("HTTP/1.1 200 ").endsWith("one /b");
        }
        rig.noLeaseIsLeft();
    }

    /// A byte each, again and again.
    private void drip() {
        while (!over.get()) {
            heads.forEach(wire -> wire.trySend("a"));
            bodies.forEach(wire -> wire.trySend("b"));
            dripped.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        dripping.countDown();
    }

    /// What else this machine does may spoil a round, not each of them.
    private Duration slowestOfTheBestRound() {
        var best = Duration.ofDays(1);
        for (var round = 0; round < ROUNDS && best.compareTo(PROMISED) > 0; round++) {
            var slowest = slowest();
            best = slowest.compareTo(best) < 0 ? slowest : best;
        }
        return best;
    }

    private Duration slowest() {
        var slowest = 0L;
        for (var i = 0; i < 50; i++) {
            var begun = System.nanoTime();
            assertThat(rig.get("/v1/quick")).endsWith("one /quick");
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return Duration.ofNanos(slowest);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long memory() {
        var allocator = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
        return allocator.metric().usedDirectMemory();
    }
}

package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Much mixed traffic in a short time, each buffer watched. Longer with
/// `-Dlockstep.soak.seconds=N`.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SoakIT {
    private static final Logger DETECTOR = Logger.getLogger(ResourceLeakDetector.class.getName());
    private static final int CLIENTS = 24;
    private static final int COLLECTIONS = 20;
    private static final Duration LONG =
            Duration.ofSeconds(Long.getLong("lockstep.soak.seconds", 60));

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final Handler hook = new Hook(leaks);
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /// Keeps what the detector has to say.
    private static final class Hook extends Handler {
        private final Queue<String> leaks;

        Hook(Queue<String> leaks) {
            this.leaks = leaks;
        }

        @Override
        public void publish(LogRecord record) {
            leaks.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        DETECTOR.addHandler(hook);
        DETECTOR.setUseParentHandlers(false);
    }

    @AfterEach
    void rest() {
        DETECTOR.removeHandler(hook);
        DETECTOR.setUseParentHandlers(true);
        ResourceLeakDetector.setLevel(level);
    }

    /// Without this the other test would be worth nothing.
    @Test
    void aBufferThatNobodyReleasesIsReported() {
        lose();

        Rig.eventually(() -> {
            collect();
            return !leaks.isEmpty();
        });
    }

    @Test
    void nothingIsLeftBehindByMixedTraffic() throws InterruptedException {
        soak(Duration.ofSeconds(5), 0);
        collect();
        var before = Remains.now();

        soak(LONG, 1);

        for (var i = 0; i < COLLECTIONS && !Remains.now().atMost(before); i++) {
            collect();
        }
        collect();
        var after = Remains.now();
        assertThat(leaks).isEmpty();
        assertThat(after).matches(now -> now.atMost(before), "at most " + before);
    }

    private static void soak(Duration time, int seed) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var complaints = new ConcurrentLinkedQueue<String>();
        try (var incumbent = SoakUpstream.start();
                var candidate = SoakUpstream.start();
                var rig = Rig.before(incumbent.address())) {
            rig.routing.change(table ->
                    table.withUpstream("v2", candidate.address())
                            .withRoute("closed", new Disposition.Refuse(Duration.ofSeconds(1))));
            var random = new SplittableRandom(seed);
            var clients = new ArrayList<Thread>();
            for (var i = 0; i < CLIENTS; i++) {
                var client = new SoakClient(rig::client, random.split());
                clients.add(Thread.ofVirtual().start(() -> use(client, end, complaints)));
            }
            var generations = change(rig, end);
            for (var client : clients) {
                client.join();
            }

            assertThat(complaints).isEmpty();
            assertThat(generations).isGreaterThan(2);
            rig.noLeaseIsLeft();
            Rig.eventually(() -> rig.routing.inFlight("v2") == 0);
        }
    }

    private static void use(SoakClient client, long end, Queue<String> complaints) {
        while (System.nanoTime() < end) {
            var complaint = client.deed();
            if (!complaint.isEmpty()) {
                complaints.add(complaint);
            }
        }
    }

    /// Sends everything here and there, holds it in between, and waits for each drain.
    private static int change(Rig rig, long end) throws InterruptedException {
        var turn = 0;
        while (System.nanoTime() < end) {
            var to = turn++ % 2 == 0 ? "v2" : "v1";
            rig.routing.change(table ->
                    table.withDefault(new Disposition.Hold(to, Duration.ofMinutes(1)))
                            .withRoute("v1", new Disposition.Hold(to, Duration.ofMinutes(1))));
            assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
            var now =
                    rig.routing.change(table ->
                            table.withDefault(new Disposition.To(to))
                                    .withRoute("v1", new Disposition.To(to)));
            var drained = rig.routing.drained(to.equals("v1") ? "v2" : "v1", now.generation());
            assertThat(drained.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(60));
        }
        return turn;
    }

    /// Apart, so that no frame holds it.
    private static void lose() {
        var lost = ByteBufAllocator.DEFAULT.directBuffer(64);
        lost.writeByte(1);
    }

    /// Lets the detector look: it does at the next allocation after a collection.
    private static void collect() {
        System.gc();
        for (var i = 0; i < 100; i++) {
            ByteBufAllocator.DEFAULT.directBuffer(64).release();
        }
    }
}

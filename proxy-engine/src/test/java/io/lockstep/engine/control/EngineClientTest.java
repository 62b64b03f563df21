package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client over connections whose answers were written beforehand.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EngineClientTest {
    private static final String DOCKER_SAYS =
            "OCI runtime exec failed: exec failed: container is not running\r\n";

    private final Deque<String> scripts = new ArrayDeque<>();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void aKeptConnectionThatTurnsIntoGarbageIsOpenedAnew() {
        scripts.add(answer(1, 7) + DOCKER_SAYS);
        scripts.add(answer(3, 8));

        try (var client = EngineClient.over(this::open)) {
            assertThat(client.status().generation()).isEqualTo(7);
            assertThat(client.status().generation()).isEqualTo(8);
        }

        assertThat(closed).hasValue(2);
    }

    @Test
    void garbageFromTheBeginningIsToldInItsOwnWordsAndTheLineIsClosed() {
        scripts.add(DOCKER_SAYS);

        try (var client = EngineClient.over(this::open)) {
            assertThatThrownBy(client::status)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> {
                                assertThat(e.problem().code()).isEqualTo("engine.unreachable");
                                assertThat(e.problem().what()).contains("OCI runtime exec failed");
                            });
        }

        assertThat(closed).hasValue(1);
    }

    @Test
    void jsonThatIsNoAnswerIsABrokenConnectionToo() {
        scripts.add("[1]\n");

        try (var client = EngineClient.over(this::open)) {
            assertThatThrownBy(client::status).hasMessageContaining("is no engine");
        }
    }

    @Test
    void aConnectionThatComesAboutTooLateIsClosedAndNotUsed() throws InterruptedException {
        var late = new CountDownLatch(1);
        scripts.add(answer(1, 1));
        scripts.add(answer(2, 2));
        var first = new AtomicInteger();

        try (var client =
                EngineClient.over(
                        () -> {
                            if (first.getAndIncrement() == 0) {
                                uninterruptibly(late);
                            }
                            return open();
                        },
                        Duration.ofSeconds(1))) {
            assertThatThrownBy(client::status).hasMessageContaining("does not answer");
            late.countDown();
            awaitClosed(1);

            assertThat(client.status().generation()).isEqualTo(2);
        }
    }

    private void awaitClosed(int count) throws InterruptedException {
        synchronized (closed) {
            while (closed.get() < count) {
                closed.wait(TimeUnit.SECONDS.toMillis(10));
            }
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        var interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ControlTransport.Connection open() throws IOException {
        var script = scripts.poll();
        if (script == null) {
            throw new IOException("nobody there");
        }
        var said = new ByteArrayInputStream(script.getBytes(UTF_8));
        return new ControlTransport.Connection() {
            @Override
            public OutputStream toEngine() {
                return new ByteArrayOutputStream();
            }

            @Override
            public InputStream fromEngine() {
                return said;
            }

            @Override
            public void close() {
                synchronized (closed) {
                    closed.incrementAndGet();
                    closed.notifyAll();
                }
            }
        };
    }

    private static String answer(long id, long generation) {
        var status =
                new EngineStatus(
                        "test",
                        1,
                        Instant.EPOCH,
                        generation,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                        Optional.empty(),
                        Optional.empty());
        return new String(ControlJson.write(ControlAnswer.of(id, status)), UTF_8);
    }
}

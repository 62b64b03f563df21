package io.lockstep.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final LinkedBlockingQueue<Reading<Integer>> readings = new LinkedBlockingQueue<>();
    private Reading<Integer> newest = Reading.pending();

    @Test
    void aReadThatWasAskedForIsNewerThanTheAsking() throws Exception {
        var value = new AtomicInteger();
        try (var watch = watch(value::incrementAndGet, LONG, LONG)) {
            watch.start();
            assertThat(next().latest()).contains(1);

            watch.await(watch.request());

            assertThat(next().latest()).contains(2);
        }
    }

    @Test
    void oneThatHangsIsShownAsFailedAndNotAskedTwiceAtATime() throws Exception {
        var asked = new AtomicInteger();
        var hang = new CountDownLatch(1);
        try (var watch =
                watch(
                        () -> {
                            var number = asked.incrementAndGet();
                            awaitInAnyCase(hang);
                            return number;
                        },
                        SHORT,
                        SHORT)) {
            watch.start();

            assertThat(next().trouble().orElseThrow().code()).isEqualTo("observe.hangs");
            assertThat(readings.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(asked).hasValue(1);

            hang.countDown();
            assertThat(next().latest()).contains(2);
        }
    }

    @Test
    void aFailureLeavesTheLastValueAsStale() throws Exception {
        var asked = new AtomicInteger();
        try (var watch =
                watch(
                        () -> {
                            if (asked.incrementAndGet() > 1) {
                                throw new ProblemException(new Problem("x", "Gone.", "", ""));
                            }
                            return 7;
                        },
                        SHORT,
                        LONG)) {
            watch.start();

            assertThat(next()).isInstanceOf(Reading.Live.class);
            var second = next();
            assertThat(second).isInstanceOf(Reading.Stale.class);
            assertThat(second.latest()).contains(7);
            assertThat(second.live()).isEmpty();
        }
    }

    private Watch<Integer> watch(Watch.Probe<Integer> probe, Duration period, Duration deadline) {
        return new Watch<>(
                new Watch.Spec<>("test", probe, () -> period, deadline, period),
                this::publish,
                Clock.systemUTC());
    }

    private synchronized void publish(UnaryOperator<Reading<Integer>> change) {
        newest = change.apply(newest);
        readings.add(newest);
    }

    private Reading<Integer> next() throws InterruptedException {
        var next = readings.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /// As a native call does, which no interrupt ends.
    private static void awaitInAnyCase(CountDownLatch latch) {
        var interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private final Traffic traffic = new Traffic(clock::get);

    @Test
    void thePaceIsThatOfTheLastFullSeconds() {
        for (var second = 0; second < 30; second++) {
            for (var i = 0; i < (second < 20 ? 100 : 7); i++) {
                traffic.begins();
            }
            pass(Duration.ofSeconds(1));
        }

        assertThat(traffic.reading().perSecond()).isEqualTo(7);
        assertThat(traffic.reading().requests()).isEqualTo(2070);
    }

    @Test
    void thePaceFallsToNothingWhenNobodyAsks() {
        traffic.begins();
        pass(Duration.ofSeconds(30));

        assertThat(traffic.reading().perSecond()).isZero();
    }

    @Test
    void quantilesAreRightToAnEighth() {
        for (var i = 1; i <= 1000; i++) {
            var since = traffic.now();
            pass(Duration.ofMillis(i));
            traffic.firstByte(since);
        }

        assertThat(traffic.reading().firstByteP50Millis()).isCloseTo(500, within(65.0));
        assertThat(traffic.reading().firstByteP99Millis()).isCloseTo(990, within(125.0));
    }

    @Test
    void withoutRequestsThereIsNothingToReport() {
        assertThat(traffic.reading()).isEqualTo(new Traffic.Reading(0, 0, 0, 0, 0, 0));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}

package io.lockstep.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void quantilesAreTimesThatWereSeen() {
        for (var i = 100; i >= 1; i--) {
            latencies.add(i);
        }

        assertThat(latencies.quantile(0.5)).isEqualTo(50);
        assertThat(latencies.quantile(0.99)).isEqualTo(99);
        assertThat(latencies.quantile(1)).isEqualTo(100);
    }

    @Test
    void moreThanThereWasRoomForIsKept() {
        for (var i = 0; i < 100_000; i++) {
            latencies.add(7);
        }

        assertThat(latencies.count()).isEqualTo(100_000);
        assertThat(latencies.quantile(0.99)).isEqualTo(7);
    }

    @Test
    void withoutAnyThereIsNoTime() {
        latencies.add(5);
        latencies.clear();

        assertThat(latencies.quantile(0.99)).isZero();
    }
}

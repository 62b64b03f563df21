package io.lockstep.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void aPowerOfTwoIsWithinItsOwnBoundAndOneMoreIsNot() {
        histogram.add(1L << 20);
        histogram.add((1L << 20) + 1);

        assertThat(histogram.reading().atMost(19)).isZero();
        assertThat(histogram.reading().atMost(20)).isEqualTo(1);
        assertThat(histogram.reading().atMost(21)).isEqualTo(2);
    }

    @Test
    void theShortestAndTheLongestTimeAreCounted() {
        histogram.add(-1);
        histogram.add(0);
        histogram.add(Long.MAX_VALUE);

        assertThat(histogram.reading().count()).isEqualTo(3);
        assertThat(histogram.reading().atMost(16)).isEqualTo(2);
    }

    @Test
    void quantilesAreRightToAnEighth() {
        for (var i = 1; i <= 1000; i++) {
            histogram.add(i * 1_000_000L);
        }

        assertThat(histogram.reading().millis(0.5)).isCloseTo(500, within(65.0));
        assertThat(histogram.reading().millis(0.99)).isCloseTo(990, within(125.0));
        assertThat(histogram.reading().sumNanos()).isEqualTo(500_500_000_000L);
    }

    @Test
    void whatCameBetweenTwoReadingsIsTheirDifference() {
        histogram.add(1000);
        var before = histogram.reading();
        histogram.add(1000);
        histogram.add(5_000_000);

        var between = histogram.reading().since(before);

        assertThat(between.count()).isEqualTo(2);
        assertThat(between.sumNanos()).isEqualTo(5_001_000);
        assertThat(before.plus(between)).isEqualTo(histogram.reading());
    }

    @Test
    void withoutReadingsThereIsNoQuantile() {
        assertThat(histogram.reading()).isEqualTo(new Histogram.Reading(0, Map.of()));
        assertThat(histogram.reading().millis(0.99)).isZero();
    }

    @Test
    void nothingIsLostWhenManyThreadsAdd() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (var n = 0; n < 10_000; n++) {
                                    histogram.add(n);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(histogram.reading().count()).isEqualTo(80_000);
    }
}

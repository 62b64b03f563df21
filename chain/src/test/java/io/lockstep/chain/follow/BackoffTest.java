package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), new SplittableRandom(7));

    @Test
    void pausesDoubleUpToTheSlowest() {
        for (int failures = 1; failures < 60; failures++) {
            var full = failures > 4 ? 10_000 : 1_000L << (failures - 1);

            assertThat(backoff.after(failures).toMillis()).isBetween(full / 2, full);
        }
    }

    /// A silence of five seconds and five more of pause would let the height stand for ten.
    @Test
    void whatAFailureTookIsPartOfItsPause() {
        var least = Duration.ofMillis(50);

        assertThat(backoff.after(9, Duration.ofSeconds(12), least)).isEqualTo(least);
        assertThat(backoff.after(9, Duration.ofSeconds(4), least))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(backoff.after(9, Duration.ZERO, least))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /// Fifty that failed together come back spread over five seconds, not at one instant.
    @Test
    void fiftyThatFailedTogetherDoNotReturnTogether() {
        List<Long> pauses = new ArrayList<>();
        for (int node = 0; node < 50; node++) {
            pauses.add(backoff.after(9).toMillis());
        }

        for (long from = 5_000; from < 10_000; from += 500) {
            var start = from;
            assertThat(pauses.stream().filter(p -> p >= start && p < start + 500))
                    .hasSizeLessThan(15);
        }
    }
}

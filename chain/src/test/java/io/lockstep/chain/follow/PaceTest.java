package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Pace pace = new Pace(Duration.ofSeconds(6), Duration.ofSeconds(1), 50);

    @Test
    void aHundredBlocksTakeAHundredTimesTheMeanAndSpreadWithTheRoot() {
        var eta = pace.eta(NOW, 100);

        assertThat(eta.likely()).isEqualTo(NOW.plusSeconds(600));
        assertThat(eta.earliest()).isEqualTo(NOW.plusSeconds(580));
        assertThat(eta.latest()).isEqualTo(NOW.plusSeconds(620));
    }

    @Test
    void aHeightOutOfReachHasADateThatCanBeShown() {
        var eta = pace.eta(NOW, Long.MAX_VALUE);

        assertThat(eta.latest()).isBefore(Instant.parse("2300-01-01T00:00:00Z"));
        assertThat(pace.eta(NOW, Long.MIN_VALUE).likely()).isBefore(NOW);
    }
}

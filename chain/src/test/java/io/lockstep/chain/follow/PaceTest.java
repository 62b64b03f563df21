package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Pace pace = new Pace(Duration.ofSeconds(6), Duration.ofSeconds(1), 50);

    /// Of 100 blocks to come, each 6 s ± 1 s: √100 s for themselves and 100/√50 s for a mean that
    /// was measured on 50 blocks, so √300 s, twice.
    @Test
    void theRangeIsThatOfTheBlocksToComeAndOfTheMeasuredMean() {
        var eta = pace.eta(NOW, 100);

        assertThat(eta.likely()).isEqualTo(NOW.plusSeconds(600));
        assertThat(eta.earliest()).isEqualTo(NOW.plusMillis(600_000 - 34_641));
        assertThat(eta.latest()).isEqualTo(NOW.plusMillis(600_000 + 34_641));
    }

    @Test
    void theHeightOfAMomentIsTheInverseOfTheTimeOfAHeight() {
        for (long ahead : new long[] {1, 10, 1_000, 100_000}) {
            var eta = pace.eta(NOW, ahead);

            assertThat(pace.heightAt(5_000, NOW, eta.likely()).likely()).isEqualTo(5_000 + ahead);
            assertThat(pace.heightAt(5_000, NOW, eta.earliest()).latest())
                    .isBetween(5_000 + ahead - 1, 5_000 + ahead + 1);
            assertThat(pace.heightAt(5_000, NOW, eta.latest()).earliest())
                    .isBetween(5_000 + ahead - 1, 5_000 + ahead + 1);
        }
    }

    @Test
    void whatIsPastHappensWithTheNextBlock() {
        assertThat(pace.heightAt(70, NOW, NOW.minusSeconds(60)))
                .isEqualTo(new HeightRange(71, 71, 71));
    }

    @Test
    void aPaceThatIsAllSpreadHasNoLatestHeightWorthNaming() {
        var wild = new Pace(Duration.ofMillis(10), Duration.ofSeconds(60), 1);

        var range = wild.heightAt(10, NOW, NOW.plusSeconds(600));

        assertThat(range.earliest()).isEqualTo(15);
        assertThat(range.latest()).isGreaterThan(1_000_000_000_000L);
        assertThat(wild.heightAt(Long.MAX_VALUE, NOW, NOW.plusSeconds(600)).latest())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aHeightOutOfReachHasADateThatCanBeShown() {
        var eta = pace.eta(NOW, Long.MAX_VALUE);

        assertThat(eta.latest()).isBefore(Instant.parse("2300-01-01T00:00:00Z"));
        assertThat(pace.eta(NOW, Long.MIN_VALUE).likely()).isBefore(NOW);
    }
}

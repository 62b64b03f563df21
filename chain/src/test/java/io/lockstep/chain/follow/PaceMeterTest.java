package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The pace of real chains: they halt for upgrades, and they were there before we looked.
class PaceMeterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PaceMeter meter = new PaceMeter();

    @Test
    void theHaltOfASoftwareUpgradeIsNoPace() {
        blocks(200, 230, 0);
        blocks(236, 240, 67);

        var pace = meter.pace().orElseThrow();

        assertThat(pace.mean()).isEqualTo(SECOND);
        assertThat(pace.deviation()).isZero();
    }

    @Test
    void aChainThatReallyBecameSlowIsMeasuredAnew() {
        blocks(200, 230, 0);
        meter.saw(231, START.plusSeconds(260));
        meter.saw(232, START.plusSeconds(290));
        meter.saw(233, START.plusSeconds(320));

        assertThat(meter.pace().orElseThrow().mean()).isEqualTo(Duration.ofSeconds(30));
    }

    /// A laptop that slept misses many blocks, which came at their pace.
    @Test
    void manyBlocksThatWereMissedAreNoHalt() {
        blocks(200, 230, 0);
        meter.saw(1_230, START.plusSeconds(1_100));

        assertThat(meter.pace().orElseThrow().mean())
                .isBetween(Duration.ofMillis(1_060), Duration.ofMillis(1_080));
    }

    @Test
    void theBlocksBeforeTheFirstOneGiveAPaceAtOnce() {
        meter.saw(230, at(230));

        meter.learn(List.of(block(228), block(229), block(230), block(227)));

        var pace = meter.pace().orElseThrow();
        assertThat(pace.mean()).isEqualTo(SECOND);
        assertThat(pace.blocks()).isEqualTo(3);
    }

    @Test
    void olderBlocksThatContradictWhatWasSeenAreLeftOut() {
        meter.saw(230, at(230));

        meter.learn(
                List.of(
                        new PaceMeter.Block(229, at(400)),
                        new PaceMeter.Block(231, at(231)),
                        new PaceMeter.Block(Long.MAX_VALUE, at(0))));

        assertThat(meter.pace()).isEmpty();
    }

    @Test
    void withoutAnythingSeenNothingIsLearned() {
        meter.learn(List.of(block(1), block(2)));

        assertThat(meter.pace()).isEmpty();
    }

    private void blocks(long first, long last, long late) {
        for (long height = first; height <= last; height++) {
            meter.saw(height, at(height).plusSeconds(late));
        }
    }

    private static PaceMeter.Block block(long height) {
        return new PaceMeter.Block(height, at(height));
    }

    private static Instant at(long height) {
        return START.plusSeconds(height - 200);
    }
}

package io.lockstep.app.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.follow.Pace.Eta;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant NOW = Instant.parse("2025-11-04T11:55:08Z");

    private final Figures figures = new Figures(ZoneId.of("Europe/Berlin"));

    @Test
    void thousandsStandApartByAThinSpace() {
        assertThat(figures.whole(1_250_000)).isEqualTo("1\u202f250\u202f000");
        assertThat(figures.whole(688)).isEqualTo("688");
    }

    @Test
    void bytesHaveAUnitThatFitsTheirSize() {
        assertThat(figures.bytes(21_700_000_000L)).isEqualTo("21.7\u00a0GB");
        assertThat(figures.bytes(34_000_000)).isEqualTo("34\u00a0MB");
        assertThat(figures.bytes(1_200)).isEqualTo("1\u00a0kB");
        assertThat(figures.bytes(0)).isEqualTo("0\u00a0B");
    }

    @Test
    void durationsHaveTwoUnitsAtMost() {
        assertThat(duration("PT38S")).isEqualTo("38 s");
        assertThat(duration("PT2M11S")).isEqualTo("2 m 11 s");
        assertThat(duration("PT1H8M9S")).isEqualTo("1 h 08 m");
        assertThat(duration("P1DT4H")).isEqualTo("1 d 4 h");
        assertThat(duration("P41DT4H")).isEqualTo("41 d");
    }

    @Test
    void aTimeThatHasPassedIsNoNegativeDuration() {
        assertThat(duration("PT-5S")).isEqualTo("0 s");
    }

    @Test
    void shortTimesKeepATenthAndLongOnesDoNot() {
        assertThat(figures.millis(3.14)).isEqualTo("3.1\u00a0ms");
        assertThat(figures.millis(212.4)).isEqualTo("212\u00a0ms");
        assertThat(figures.wholeMillis(3)).isEqualTo("3\u00a0ms");
        assertThat(figures.wholeMillis(4200)).isEqualTo("4.2\u00a0s");
    }

    @Test
    void aRangeIsToldInMinutesWhenItIsFarAndInSecondsWhenItIsNear() {
        var far = new Eta(at(3600), at(3700), at(4000));
        var near = new Eta(at(60), at(70), at(80));

        assertThat(figures.between(far, NOW)).isEqualTo("between 13:55 and 14:01");
        assertThat(figures.between(near, NOW)).isEqualTo("between 12:56:08 and 12:56:28");
    }

    @Test
    void aRangeWithoutWidthIsOneTime() {
        assertThat(figures.between(new Eta(at(3600), at(3610), at(3620)), NOW))
                .isEqualTo("at 13:55");
    }

    @Test
    void theClockTellsLocalTimeAndUtc() {
        assertThat(figures.clock(NOW)).isEqualTo("Tue 4 Nov 12:55:08 · 11:55:08 UTC");
    }

    @Test
    void numbersInASentenceAreSpacedButNamesOfMachinesAreNot() {
        assertThat(figures.spaced("Armed for 1250000, policy bridge"))
                .isEqualTo("Armed for 1\u202f250\u202f000, policy bridge");
        assertThat(figures.spaced("node-a:26657 and mlnode@12345678 and v12345.1"))
                .isEqualTo("node-a:26657 and mlnode@12345678 and v12345.1");
        assertThat(figures.spaced("block 1250000.")).isEqualTo("block 1\u202f250\u202f000.");
    }

    @Test
    void aRangeOfHeightsRepeatsOnlyWhatDiffers() {
        assertThat(figures.span(1_249_410, 1_249_495)).isEqualTo("1\u202f249\u202f410–495");
        assertThat(figures.span(1_249_410, 1_250_010))
                .isEqualTo("1\u202f249\u202f410–1\u202f250\u202f010");
    }

    @Test
    void digestsAreShortened() {
        assertThat(figures.shortId("sha256:8f2c77aa01bb44cc91ab")).isEqualTo("8f2c…91ab");
    }

    private String duration(String iso) {
        return figures.duration(Duration.parse(iso)).replace('\u00a0', ' ');
    }

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }
}

package io.lockstep.app.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Strangers' words keep to their place.
class ForeignTest {

    @Test
    void whatTurnsTheDirectionOrHidesItselfIsMarked() {
        assertThat(Foreign.line("v3\u202e01.0\u200b", 40)).isEqualTo("v3\ufffd01.0\ufffd");
        assertThat(Foreign.line("a\u0000\u001b[31mb", 40)).isEqualTo("a\ufffd\ufffd[31mb");
    }

    @Test
    void wordsOfAnyScriptStay() {
        assertThat(Foreign.line("עברית und 中文 ✓", 40)).isEqualTo("עברית und 中文 ✓");
    }

    @Test
    void aLineIsOneLineAndBounded() {
        assertThat(Foreign.line("one\n two\t three", 40)).isEqualTo("one two three");
        assertThat(Foreign.line("x".repeat(10_000), 20)).isEqualTo("x".repeat(20) + "…");
    }

    @Test
    void aCutNeverHalvesACharacter() {
        assertThat(Foreign.line("😀".repeat(9), 3)).isEqualTo("😀😀😀…");
    }

    @Test
    void severalLinesKeepTheirEndsAndLoseGaps() {
        assertThat(Foreign.lines("a\r\nb\n\n\n\n\nc", 100)).isEqualTo("a\nb\n\nc");
    }

    @Test
    void thinSpacesOfFiguresStay() {
        assertThat(Foreign.lines("1\u202f250\u202f000\u00a0s", 100))
                .isEqualTo("1\u202f250\u202f000\u00a0s");
    }
}

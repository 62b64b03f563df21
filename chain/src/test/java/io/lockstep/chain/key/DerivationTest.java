package io.lockstep.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// From words to an account (fact sheet, section 3.3).
class DerivationTest {
    private static final String WORDS = "abandon ".repeat(11) + "about";

    @Test
    void theWordsGiveTheKnownKeyAndAddress() {
        try (var mnemonic = Mnemonic.read(WORDS.toCharArray());
                var key = SigningKey.of(mnemonic)) {
            assertThat(HexFormat.of().formatHex(key.secret()))
                    .isEqualTo("9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c");
            assertThat(key.publicKey())
                    .hasToString(
                            "024daacc24ae6754dd460961ea4c6aa114e717e036b7dff3853195483b8d692dd2");
            assertThat(key.address()).hasToString("gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny");
        }
    }

    @Test
    void thePathOfOtherChainsGivesAnotherAddress() {
        try (var mnemonic = Mnemonic.read(WORDS.toCharArray());
                var key = SigningKey.of(mnemonic, 118)) {
            assertThat(key.address()).hasToString("gonka19rl4cm2hmr8afy4kldpxz3fka4jguq0av42rch");
        }
    }

    @Test
    void theSeedIsThatOfTheStandard() {
        try (var mnemonic = Mnemonic.read(WORDS.toCharArray())) {
            assertThat(HexFormat.of().formatHex(mnemonic.seed()))
                    .isEqualTo(
                            "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
                                    + "9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4");
        }
    }

    @Test
    void wordsMayStandInAnyCaseOnSeveralLines() {
        try (var plain = Mnemonic.read(WORDS.toCharArray());
                var odd =
                        Mnemonic.read(
                                ("\n " + WORDS.replace(" ", " \t\n") + "\r\n").toCharArray());
                var shouted = Mnemonic.read(WORDS.toUpperCase(Locale.ROOT).toCharArray())) {
            assertThat(odd.text()).isEqualTo(plain.text());
            assertThat(shouted.text()).isEqualTo(plain.text()).isEqualTo(WORDS.toCharArray());
        }
    }

    @Test
    void wrongWordsAreRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> Mnemonic.read(("abandon ".repeat(11) + "zebra").toCharArray()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("checksum")
                .hasMessageNotContaining("zebra");
        assertThatThrownBy(() -> Mnemonic.read((WORDS + "x").toCharArray()))
                .hasMessageContaining("unknown word at place 12 of 12")
                .hasMessageNotContaining("about");
        assertThatThrownBy(() -> Mnemonic.read("abandon about".toCharArray()))
                .hasMessageContaining("has 2 words");
    }

    @Test
    void freshWordsAreReadAgainAndNoTwoAreAlike() {
        var random = new SecureRandom();
        try (var one = Mnemonic.fresh(random);
                var again = Mnemonic.read(one.text());
                var other = Mnemonic.fresh(random)) {
            assertThat(again.seed()).isEqualTo(one.seed()).isNotEqualTo(other.seed());
            assertThat(new String(one.text()).split(" ")).hasSize(24);
        }
    }

    @Test
    void aWipedKeySignsNothing() {
        try (var mnemonic = Mnemonic.read(WORDS.toCharArray())) {
            var key = SigningKey.of(mnemonic);
            key.close();

            assertThat(key.secret()).containsOnly(0);
            assertThatThrownBy(() -> key.sign(new byte[32]))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void rawKeysAreReadWithAndWithoutTheirPrefix() {
        var hex = "9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c";

        try (var plain = SigningKey.ofHex(hex.toCharArray());
                var prefixed = SigningKey.ofHex(("0X" + hex).toCharArray())) {
            assertThat(plain.address())
                    .isEqualTo(prefixed.address())
                    .hasToString("gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny");
        }
        for (var wrong :
                new String[] {
                    "",
                    "0x",
                    hex.substring(2),
                    hex + "00",
                    "g" + hex.substring(1),
                    "0".repeat(64),
                    "f".repeat(64)
                }) {
            assertThatThrownBy(() -> SigningKey.ofHex(wrong.toCharArray()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("no private key");
        }
    }
}

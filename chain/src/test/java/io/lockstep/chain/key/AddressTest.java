package io.lockstep.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private final Random random = new Random(5);

    @Test
    void theGovModulesAddressIsTheHashOfItsName() {
        var hash = Hash.sha256("gov".getBytes(StandardCharsets.US_ASCII));

        assertThat(Address.of(Arrays.copyOf(hash, 20))).isEqualTo(Address.GOV);
    }

    @Test
    void everyHashComesBackFromItsAddress() {
        for (int i = 0; i < 2000; i++) {
            var hash = bytes(random.nextBoolean() ? 20 : 32);

            var address = Address.of(hash);

            assertThat(Bech32.decode("gonka", address.text())).hasValue(hash);
            assertThat(Address.find(address.text())).hasValue(address);
        }
    }

    @Test
    void anyOneLetterChangedAndAnyTwoSwappedAreNoticed() {
        for (int i = 0; i < 2000; i++) {
            var text = Address.of(bytes(20)).text();
            var at = 6 + random.nextInt(text.length() - 6);
            var letter = ALPHABET.charAt(random.nextInt(32));
            if (letter != text.charAt(at)) {
                assertThat(Address.find(text.substring(0, at) + letter + text.substring(at + 1)))
                        .isEmpty();
            }
            if (at > 6 && text.charAt(at) != text.charAt(at - 1)) {
                var swapped =
                        text.substring(0, at - 1)
                                + text.charAt(at)
                                + text.charAt(at - 1)
                                + text.substring(at + 1);
                assertThat(Address.find(swapped)).isEmpty();
            }
        }
    }

    @Test
    void anythingElseIsNoAddress() {
        var address = Address.GOV.text();
        for (var wrong :
                new String[] {
                    "",
                    "gonka1",
                    "1",
                    address.toUpperCase(Locale.ROOT),
                    address.substring(0, 20) + address.substring(20).toUpperCase(Locale.ROOT),
                    address + " ",
                    " " + address,
                    address.replace("gonka1", "gonka11"),
                    Bech32.encode("gonkavaloper", bytes(20)),
                    Bech32.encode("cosmos", bytes(20)),
                    Bech32.encode("gonka", bytes(19)),
                    Bech32.encode("gonka", bytes(33)),
                    "gonka1" + "q".repeat(5000)
                }) {
            assertThat(Address.find(wrong)).as(wrong).isEmpty();
        }
        assertThatThrownBy(() -> new Address("gonka1nobody"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("gonka1nobody")
                .hasMessageContaining("checksum");
    }

    @Test
    void everySignatureIsLowAndHoldsForItsKeyAndDigestAlone() {
        for (int i = 0; i < 100; i++) {
            try (var key = SigningKey.of(bytes(32));
                    var other = SigningKey.of(bytes(32))) {
                var digest = bytes(32);
                var signature = key.sign(digest);

                assertThat(key.sign(digest)).isEqualTo(signature).hasSize(64);
                assertThat(signature[32]).as("the upper half of s").isNotNegative();
                assertThat(key.publicKey().signed(digest, signature)).isTrue();
                assertThat(other.publicKey().signed(digest, signature)).isFalse();
                digest[random.nextInt(32)] ^= 1;
                assertThat(key.publicKey().signed(digest, signature)).isFalse();
            }
        }
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

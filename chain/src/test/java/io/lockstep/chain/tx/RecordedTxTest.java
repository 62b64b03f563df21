package io.lockstep.chain.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files and transactions of the chain's own program, against ours.
class RecordedTxTest {

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void theUnsignedFileSignedHereIsTheFileSignedThere(String generation) {
        var recorded = Recorded.json(generation + "/offline-encoded.json");
        var draft = TxJson.draft(Recorded.text(generation + "/offline-unsigned.json"));

        var signed = Signing.sign(draft, data(recorded), key(generation, recorded));

        assertThat(signed.base64()).isEqualTo(recorded.at("/tx_bytes").asText());
        assertThat(TxJson.write(signed))
                .isEqualTo(Recorded.text(generation + "/offline-signed.json").strip());
        assertThat(TxJson.write(draft))
                .isEqualTo(Recorded.text(generation + "/offline-unsigned.json").strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void theFileSignedThereIsEncodedHereAndReadAgain(String generation) {
        var recorded = Recorded.json(generation + "/offline-encoded.json");

        var signed = TxJson.signed(Recorded.text(generation + "/offline-signed.json"));

        assertThat(signed.base64()).isEqualTo(recorded.at("/tx_bytes").asText());
        assertThat(TxDecoder.read(signed.bytes())).isEqualTo(signed);
        assertThat(signed.holdsFor("lockstep-lab", data(recorded).accountNumber())).isTrue();
    }

    /// A plan's absent time is written out by the chain's program, which is why its bytes are not
    /// ours there.
    @ParameterizedTest
    @MethodSource("transactions")
    void everyRecordedTransactionHasTheHashUnderWhichItWasFound(String name) {
        var recorded = Recorded.json(name);

        var signed = TxJson.signed(recorded.at("/tx").toString());

        assertThat(Recorded.text(name)).contains(TxJson.write(signed));
        if (!name.contains("software-upgrade")) {
            assertThat(signed.hash()).isEqualTo(recorded.at("/tx_response/txhash").asText());
        }
    }

    @Test
    void aMessageOfAnotherKindIsNamedAndRefused() {
        var send =
                Recorded.text("r0/offline-unsigned.json")
                        .replace(
                                "/cosmos.gov.v1.MsgSubmitProposal", "/cosmos.bank.v1beta1.MsgSend");

        assertThatThrownBy(() -> TxJson.draft(send))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not know: /cosmos.bank.v1beta1.MsgSend")
                .hasMessageContaining("Nothing was signed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"memo\":|\"memory\":",
                "\"extension_options\":[]|\"extension_options\":[{\"@type\":\"/x\"}]",
                "\"tip\":null|\"tip\":{\"amount\":[]}",
                "\"gas_limit\":\"2000000\"|\"gas_limit\":\"-1\"",
                "\"gas_limit\":\"2000000\"|\"gas_limit\":\"18446744073709551615\"",
                "\"height\":\"689\"|\"height\":\"x\"",
                "\"nodeVersion\"|\"node_version\"",
                "\"expedited\":false|\"expedited\":\"no\"",
                "\"amount\":\"1000\"|\"amount\":\"-1000\"",
                "\"amount\":\"1000\"|\"amount\":\"1e3\"",
                "\"unordered\":false|\"unordered\":true",
                "\"timeout_timestamp\":null|\"timeout_timestamp\":\"soon\"",
                "{\"body\":|{\"corpse\":",
                "\"signatures\":[]}|\"signatures\":[]} {}",
                "\"messages\":[{\"@type\":\"/cosmos|\"messages\":[1,{\"@type\":\"/cosmos"
            })
    void whatIsNotUnderstoodIsRefusedAndNeverDropped(String change) {
        var sides = change.split("\\|", 2);
        var file = Recorded.text("r0/offline-unsigned.json");
        assertThat(file).contains(sides[0]);

        assertThatThrownBy(() -> TxJson.draft(file.replace(sides[0], sides[1])))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anotherKeyThanTheActorsIsRefused() {
        var draft = TxJson.draft(Recorded.text("r0/offline-unsigned.json"));
        var words = ("abandon ".repeat(11) + "about").toCharArray();

        try (var mnemonic = Mnemonic.read(words);
                var key = SigningKey.of(mnemonic)) {
            assertThatThrownBy(() -> Signing.sign(draft, new SignerData("c", 0, 0), key))
                    .hasMessageContaining("but the key is that of gonka1k4swv40ur28fvu");
        }
    }

    @Test
    void garbledBytesAreNoTransaction() {
        var bytes =
                Base64.getDecoder()
                        .decode(Recorded.json("r0/offline-encoded.json").at("/tx_bytes").asText());

        for (int i = 0; i < bytes.length; i++) {
            var garbled = bytes.clone();
            garbled[i] ^= 1;
            try {
                assertThat(TxDecoder.read(garbled).bytes()).isEqualTo(garbled);
            } catch (ProblemException e) {
                assertThat(e).hasMessageContaining("nothing was sent");
            }
        }
    }

    static List<String> transactions() {
        assertThat(Recorded.transactions()).hasSizeGreaterThan(40);
        return Recorded.transactions();
    }

    private static SignerData data(JsonNode recorded) {
        return new SignerData(
                recorded.at("/chain_id").asText(),
                recorded.at("/account/account_number").asLong(),
                recorded.at("/account/sequence").asLong());
    }

    /// The program of July 2025 derived its keys as other chains do.
    private static SigningKey key(String generation, JsonNode recorded) {
        try (var mnemonic = Mnemonic.read(recorded.at("/mnemonic").asText().toCharArray())) {
            return SigningKey.of(mnemonic, generation.equals("r1") ? 118 : SigningKey.COIN_TYPE);
        }
    }
}

package io.lockstep.chain.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import io.lockstep.chain.key.Hash;
import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bytes, digests, signatures and hashes of the fact sheet, section 3.3.
class VectorsTest {
    private static final String OWN = "gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny";
    private static final Fee GAS = Fee.of(List.of(), 2_000_000);
    private static final Message VOTE = new Message.Vote(7, OWN, VoteOption.YES, "");

    private final SigningKey key =
            SigningKey.of(Mnemonic.read(("abandon ".repeat(11) + "about").toCharArray()));

    @Test
    void aPartialUpgrade() {
        assertThat(hex(MessageProto.any(Proposed.nodeVersion("v3.0.9", 1_250_000))))
                .isEqualTo(
                        "0a2c676f6e6b61313064303779323635676d6d757674347a30773961773838306a6e73723730306a3268356d333310d0a54c1a0676332e302e39");
    }

    @Test
    void aProposalOfIt() {
        var submit =
                new Message.SubmitProposal(
                        List.of(Proposed.nodeVersion("v3.0.9", 1_250_000)),
                        List.of(Amounts.read("0.025gonka")),
                        OWN,
                        "",
                        "MLNode v3.0.9",
                        "Switch MLNode to v3.0.9 at 1250000",
                        false);

        assertThat(hex(MessageProto.any(submit)))
                .isEqualTo(
                        "0a6a0a2c2f696e666572656e63652e696e666572656e63652e4d73674372656174655061727469616c55706772616465123a0a2c676f6e6b61313064303779323635676d6d757674347a30773961773838306a6e73723730306a3268356d333310d0a54c1a0676332e302e3912120a066e676f6e6b61120832353030303030301a2c676f6e6b61316b34737776343075723238667675353470386d736b6a6a346c786b67736a3037753966386e792a0d4d4c4e6f64652076332e302e393222537769746368204d4c4e6f646520746f2076332e302e392061742031323530303030");
    }

    @Test
    void aSoftwareUpgrade() {
        var upgrade =
                Proposed.softwareUpgrade("v0.2.1", 1_250_000, "{\"node_version\":\"v3.0.9\"}");

        assertThat(hex(MessageProto.any(upgrade)))
                .isEqualTo(
                        "0a2c676f6e6b61313064303779323635676d6d757674347a30773961773838306a6e73723730306a3268356d333312270a0676302e322e3118d0a54c22197b226e6f64655f76657273696f6e223a2276332e302e39227d");
    }

    @Test
    void aVoteAndADeposit() {
        assertThat(hex(MessageProto.any(VOTE)))
                .isEqualTo(
                        "0807122c676f6e6b61316b34737776343075723238667675353470386d736b6a6a346c786b67736a3037753966386e791801");
        assertThat(
                        hex(
                                MessageProto.any(
                                        new Message.Deposit(
                                                7, OWN, List.of(Amounts.read("25000000ngonka"))))))
                .isEqualTo(
                        "0807122c676f6e6b61316b34737776343075723238667675353470386d736b6a6a346c786b67736a3037753966386e791a120a066e676f6e6b6112083235303030303030");
    }

    @Test
    void anOrderedVote() {
        var data = new SignerData("gonka-mainnet", 42, 3);
        var draft = Draft.ordered(VOTE, GAS);

        var signed = Signing.sign(draft, data, key);

        assertThat(digest(draft, data))
                .isEqualTo("115224a6997c02274b49e8855d2ca60fa858672fcc961896aad14c8903ea0259");
        assertThat(hex(signed))
                .isEqualTo(
                        "a74a815c76a6b3e0a9a26457a8032d751f4d07c72160dc1a2e9b1a1e3c35dfa7726f4b958360a497b719dead2aa293daac57980c1a7405f0c5fb1a3a635b886d");
        assertThat(signed.hash())
                .isEqualTo("D358013A4157F3E3369AAAD55AC7A2C72F0815F06D63F09B2C7CC33C7C8BA645");
        assertThat(signed.holdsFor("gonka-mainnet", 42)).isTrue();
        assertThat(signed.holdsFor("gonka-testnet", 42)).isFalse();
        assertThat(signed.holdsFor("gonka-mainnet", 43)).isFalse();
    }

    @Test
    void anUnorderedVote() {
        var data = new SignerData("gonka-mainnet", 42, 0);
        var draft = Draft.unordered(VOTE, Instant.ofEpochSecond(1_767_225_600), GAS);

        var signed = Signing.sign(draft, data, key);

        assertThat(HexFormat.of().formatHex(TxBytes.body(draft).toByteArray()))
                .isEqualTo(
                        "0a4c0a162f636f736d6f732e676f762e76312e4d7367566f746512320807122c676f6e6b61316b34737776343075723238667675353470386d736b6a6a346c786b67736a3037753966386e79180120012a060880f2d6ca06");
        assertThat(digest(draft, data))
                .isEqualTo("2f895f8087a7decfb92b8e8bf3b7a98d354f5e24b7fa29c3e44d93dcc9126af7");
        assertThat(hex(signed))
                .isEqualTo(
                        "146c8ec383ed28e453d43fcfedeb24be0557c4b7c753934c35d2b09ff2f76b8c0cb7b5aa4d7f98d03253141e3bca887a11751461f81187ebdeeba7d48638d169");
        assertThat(signed.hash())
                .isEqualTo("74975A2E7AE13C93BDBB7EEF6DC6A1196EF78A6AF6AB3EC2F8695D5970F58D70");
    }

    private String digest(Draft draft, SignerData data) {
        var document = TxBytes.document(draft, key.publicKey(), data);
        return HexFormat.of().formatHex(Hash.sha256(document));
    }

    private static String hex(Any any) {
        return HexFormat.of().formatHex(any.getValue().toByteArray());
    }

    private static String hex(SignedTx signed) {
        return HexFormat.of().formatHex(signed.signature().toByteArray());
    }
}

package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.VoteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acts that are signed from the keystore and sent from here, over a real socket.
class KeystoreActTest {
    private static final String WORDS = "abandon ".repeat(11) + "about";
    private static final String PASSWORD = "long password";
    private static final String HEX =
            "9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c";
    private static final String OWN = "gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny";
    private static final String COLD = "gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4";

    @TempDir private static Path home;

    private final TxGateway gateway;
    private final ActingProgram program = new ActingProgram();

    KeystoreActTest() throws IOException {
        gateway = new TxGateway(new Address(OWN));
    }

    @BeforeAll
    static void keepKeys() {
        var twice = "\n%s\n%s\n".formatted(PASSWORD, PASSWORD);
        var keys = new ActingProgram();
        assertThat(keys.run(WORDS + twice, flags("keys", "import", "operator"))).isZero();
        assertThat(keys.run(WORDS + twice, flags("keys", "import", "july", "--coin-type", "118")))
                .isZero();
        assertThat(keys.run("", flags("keys", "import", "cold", "--address", COLD))).isZero();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aVoteIsSignedWithTheKeptKeySentAndSeenInABlock() {
        var exit = act("vote", "7", "yes", "--from", "operator", "--yes");

        assertThat(exit).as(program.err()).isZero();
        assertThat(program.out()).contains("Done: ", "It stands in block ");
        var tx = gateway.taken.getFirst();
        assertThat(tx.sequence()).isEqualTo(3);
        assertThat(tx.draft().messages())
                .containsExactly(new Message.Vote(7, OWN, VoteOption.YES, ""));
        assertThat(tx.draft().fee().amount())
                .as("what the node asks for")
                .hasToString("[13000ngonka]");
        assertThat(program.out() + program.err()).doesNotContain(PASSWORD, "abandon");
    }

    @Test
    void aPriceThatWasGivenIsTheOneThatIsPaid() {
        act("deposit", "7", "25gonka", "--from", "operator", "--yes", "--gas-prices", "0.2ngonka");

        assertThat(gateway.taken.getFirst().draft().fee().amount()).hasToString("[26000ngonka]");
    }

    @Test
    void aWarmKeyVotesForTheColdOneOutsideItsSequence() {
        var exit =
                act(
                        "vote",
                        "7",
                        "no",
                        "--from",
                        "operator",
                        "--exec-as",
                        COLD,
                        "--unordered",
                        "--yes");

        assertThat(exit).as(program.err()).isZero();
        var draft = gateway.taken.getFirst().draft();
        assertThat(draft.unordered()).isTrue();
        assertThat(draft.timeout()).isPresent();
        assertThat(draft.messages())
                .containsExactly(
                        new Message.Exec(
                                OWN, List.of(new Message.Vote(7, COLD, VoteOption.NO, ""))));
    }

    /// The broadcast gets no answer and the block is not seen: the second time it is looked up.
    @Test
    void theSameCommandAgainSendsNothingTwice() {
        gateway.mute = true;
        assertThat(act("vote", "8", "yes", "--from", "operator", "--yes", "--wait", "2s"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains("was not seen in a block yet");

        gateway.mute = false;
        var exit = act("vote", "8", "yes", "--from", "operator", "--yes");

        assertThat(exit).as(program.err()).isZero();
        assertThat(program.err()).contains("This was sent before and is not sent again.");
        assertThat(gateway.taken.stream().map(SignedTx::hash).distinct()).hasSize(1);
    }

    @Test
    void withoutAgreementNothingIsSigned() {
        assertThat(act("vote", "7", "yes", "--from", "operator")).isEqualTo(ExitCode.USAGE);

        assertThat(gateway.taken).isEmpty();
        assertThat(program.err())
                .contains("On gonka-testnet, signed with the key of " + OWN)
                .contains("(account 7, sequence 3)")
                .contains(OWN + " votes yes on proposal 7.")
                .contains("Nobody is there to agree.");
    }

    @Test
    void aWrongPasswordSendsNothing() {
        var exit =
                program.run(
                        "wrong password\n",
                        network("vote", "7", "yes", "--from", "operator", "--yes"));

        assertThat(exit).isNotZero();
        assertThat(gateway.taken).isEmpty();
        assertThat(program.err()).doesNotContain("wrong password");
    }

    @Test
    void aWatchedAddressPointsToTheWayOverAFile() {
        assertThat(act("vote", "7", "yes", "--from", "cold", "--yes")).isEqualTo(ExitCode.USAGE);

        assertThat(program.err())
                .contains("cold is only watched: its key is not here.")
                .contains("--generate-only");
    }

    @Test
    void aWatchedAddressWritesItsFileWithoutAnyKey() {
        var file = home.resolve("cold.json");

        var exit = act("vote", "7", "yes", "--from", "cold", "--generate-only", file.toString());

        assertThat(exit).as(program.err()).isZero();
        assertThat(file).content().contains("\"voter\":\"" + COLD + "\"");
        assertThat(program.out()).contains("inferenced tx sign " + file + " --from " + COLD);
        assertThat(gateway.taken).isEmpty();
    }

    @Test
    void noFileThatAnActLeavesHoldsASecret() throws IOException {
        act("vote", "9", "yes", "--from", "operator", "--yes");

        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file ->
                            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                    .as(file.toString())
                                    .doesNotContain("abandon", PASSWORD, HEX));
        }
    }

    @Test
    void anAccountTheChainDoesNotKnowPointsToTheCoinType() {
        assertThat(act("vote", "7", "yes", "--from", "july", "--yes")).isNotZero();

        assertThat(program.err())
                .contains(
                        "The chain knows no account gonka19rl4cm2hmr8afy4kldpxz3fka4jguq0av42rch.")
                .contains("--coin-type");
        assertThat(gateway.taken).isEmpty();
    }

    @Test
    void aNodeOfAnotherChainIsRefused() {
        act("vote", "7", "yes", "--from", "operator", "--yes", "--chain-id", "gonka-mainnet");

        assertThat(program.err()).contains("is on the chain gonka-testnet, not on gonka-mainnet");
        assertThat(gateway.taken).isEmpty();
    }

    private int act(String... arguments) {
        return program.run(PASSWORD + "\n", network(arguments));
    }

    private String[] network(String... arguments) {
        List<String> all = new ArrayList<>(List.of(flags(arguments)));
        all.addAll(List.of("--rest", gateway.address()));
        return all.toArray(String[]::new);
    }

    private static String[] flags(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return all.toArray(String[]::new);
    }
}

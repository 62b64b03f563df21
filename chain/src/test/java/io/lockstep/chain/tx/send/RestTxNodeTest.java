package io.lockstep.chain.tx.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Recorded;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The answers that real nodes gave.
class RestTxNodeTest {
    private static final String CONFIG = "/cosmos/base/node/v1beta1/config";
    private static final String TXS = "/cosmos/tx/v1beta1/txs";
    private static final String SIMULATE = "/cosmos/tx/v1beta1/simulate";
    private static final Address OPERATOR =
            new Address("gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4");

    private final FakeNode server = FakeNode.start();
    private final TxNode node = new RestTxNode(server.address(), JsonHttp.forProbes());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theAccountHasItsNumberSequenceAndKey() {
        server.answers(account(OPERATOR), 200, Recorded.text("r0/account-info.json"));

        var account = node.account(OPERATOR).orElseThrow();

        assertThat(account.number()).isZero();
        assertThat(account.sequence()).isEqualTo(1);
        assertThat(account.publicKey().orElseThrow().address()).isEqualTo(OPERATOR);
    }

    @Test
    void anAccountThatIsNotThereIsNoTrouble() {
        server.answers(account(Address.GOV), 404, Recorded.text("r0/account-unknown.json"));

        assertThat(node.account(Address.GOV)).isEmpty();
    }

    @Test
    void theLeastPriceOfGasIsReadFromTheNodesConfiguration() {
        server.answers(CONFIG, 200, Recorded.text("r0/node-config.json"));
        assertThat(node.leastGasPrice()).isEmpty();

        server.answers(CONFIG, 200, "{\"minimum_gas_price\":\"0.5stake,0.025ngonka\"}");
        assertThat(node.leastGasPrice()).hasValue(GasPrice.read("0.025ngonka"));

        server.answers(CONFIG, 200, "{\"minimum_gas_price\":\"0.1nicoin\"}");
        assertThat(node.leastGasPrice()).hasValue(GasPrice.read("0.1nicoin"));
    }

    @Test
    void aGatewayThatDoesNotTellItsConfigurationAsksForNothing() {
        server.answers(CONFIG, 501, "{\"code\":12,\"message\":\"Not Implemented\",\"details\":[]}");

        assertThat(node.leastGasPrice()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.025", "ngonka", "-1ngonka", "0.1 n", "0.1ngonka,"})
    void whatIsNoPriceOfGasIsRefused(String text) {
        assertThatThrownBy(() -> GasPrice.read(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is no price of gas");
    }

    @Test
    void chainHeightAndTimeAreThoseOfTheNewestBlock() {
        server.answers(
                "/cosmos/base/tendermint/v1beta1/blocks/latest",
                200,
                Recorded.text("r0/blocks-latest.json"));

        assertThat(node.chainId()).isEqualTo("lockstep-lab");
        assertThat(node.latest())
                .isEqualTo(new BlockStamp(14, Instant.parse("2026-11-23T23:42:56.801076199Z")));
    }

    @Test
    void aSimulationGivesTheGasUsedOrTheReason() {
        server.answers(SIMULATE, 200, Recorded.text("r0/simulate.json"));
        assertThat(node.simulate(new byte[1])).isEqualTo(130_445);

        server.answers(SIMULATE, 500, Recorded.text("r0/simulate-garbage.json"));
        assertThatThrownBy(() -> node.simulate(new byte[1]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("tx parse error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broadcast-ok|0|",
                "broadcast-again|19|the node has it already.",
                "broadcast-garbage|2|the node cannot read it (sdk 2:",
                "broadcast-sequence-ahead|32|not the account's next one (sdk 32: \"account sequence mismatch, expected 24, got 29",
                "broadcast-other-chain-id|4|not right for this chain and account",
                "broadcast-out-of-gas|11|its gas limit is too low"
            })
    void aBroadcastIsAnsweredWithACode(String name, int code, String words) {
        server.answers(TXS, 200, Recorded.text("r0/" + name + ".json"));

        var result = node.broadcast(new byte[1]);

        assertThat(result.code()).isEqualTo(code);
        assertThat(TxCodes.words(result)).contains(words == null ? "." : words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tx-submit-wrong-authority|13|not one of the gov module's own account",
                "tx-submit-wrong-denom|23|the deposit is in a wrong denomination",
                "tx-submit-no-messages|11|holds no message",
                "tx-submit-blank-version|12|a message of the proposal is wrong",
                "tx-vote-unknown-proposal|3|takes no votes and deposits now",
                "tx-vote-poor|5|the account has too few coins"
            })
    void aTransactionInABlockMayHaveFailed(String name, int code, String words) {
        var recorded = Recorded.json("r0/" + name + ".json");
        var hash = recorded.at("/tx_response/txhash").asText();
        server.answers(TXS + "/" + hash, 200, recorded.toString());

        var result = node.find(hash).orElseThrow();

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.height()).isPositive();
        assertThat(OutcomeWords.problem(new Outcome.Failed(result)).orElseThrow().sentence())
                .contains(words)
                .contains("stands in block %d but did nothing".formatted(result.height()));
    }

    @Test
    void aProposalIsNamedAndAHashThatIsNotThereIsNoTrouble() {
        var recorded = Recorded.json("r0/tx-submit-partial-upgrade.json");
        var hash = recorded.at("/tx_response/txhash").asText();
        server.answers(TXS + "/" + hash, 200, recorded.toString());
        var unknown = "AB".repeat(32);
        server.answers(TXS + "/" + unknown, 404, Recorded.text("r0/tx-unknown.json"));

        assertThat(node.find(hash).orElseThrow().proposal()).hasValue(1);
        assertThat(node.find(unknown)).isEmpty();
    }

    /// A proxy's page for a missing path says nothing about a transaction.
    @Test
    void aPageOfAProxyIsNoAnswer() {
        assertThatThrownBy(() -> node.find("AB".repeat(32))).isInstanceOf(ProblemException.class);
        server.answers(TXS, 502, "<html>Bad Gateway</html>");
        assertThatThrownBy(() -> node.broadcast(new byte[1]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("looked up by its hash before anything is sent again");
    }

    private static String account(Address address) {
        return "/cosmos/auth/v1beta1/account_info/" + address;
    }
}

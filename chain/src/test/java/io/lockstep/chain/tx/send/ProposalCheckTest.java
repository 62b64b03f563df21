package io.lockstep.chain.tx.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.Recorded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told before a proposal costs a deposit.
class ProposalCheckTest {
    private static final String BLOCKS = "/cosmos/base/tendermint/v1beta1/blocks/";
    private static final ProposalFacts FACTS =
            new ProposalFacts(
                    new BlockStamp(1000, Instant.parse("2026-01-01T00:00:00Z")),
                    Optional.of(Duration.ofSeconds(5)),
                    List.of(Amounts.read("0.025gonka")),
                    new BigDecimal("0.1"),
                    Duration.ofDays(2),
                    Map.of(50_000L, "v3.0.8"),
                    Map.of(60_000L, "v3.0.7"),
                    Optional.of("v0.2.0"),
                    Amounts.read("1gonka"));

    @Test
    void aSensibleProposalMeetsNoObjection() {
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 40_000), "0.025gonka")).isEmpty();
        assertThat(ProposalCheck.votingEnd(FACTS)).hasValue(1000L + 48 * 720);
    }

    @Test
    void aHeightMustLieBeyondTheVote() {
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 1000), "0.025gonka"))
                .containsExactly("The height 1000 is not in the future: the chain is at 1000.");
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 35_560), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("The vote ends at about block 35560")
                .contains("it would do nothing");
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 35_561), "0.025gonka")).isEmpty();
    }

    @Test
    void whatIsDecidedOrOpenForTheHeightIsNamed() {
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 50_000), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("Version v3.0.8 is decided for the height 50000");
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 60_000), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("A proposal for version v3.0.7 at the height 60000 is open");
        assertThat(objections(Proposed.softwareUpgrade("v0.2.1", 50_001, ""), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("v0.2.0 is pending and would be replaced");
    }

    @Test
    void versionsThatNoAddressCanHoldAreRefused() {
        for (var version :
                List.of("", " ", "v3/0", "../v3", "v3 0", "v\u001b[31m", "v".repeat(65))) {
            assertThat(objections(Proposed.nodeVersion(version, 40_000), "0.025gonka"))
                    .as(version)
                    .singleElement()
                    .asString()
                    .contains("no usable version");
        }
    }

    @Test
    void theDepositMustBeEnoughOfTheRightCoinAndThere() {
        var version = Proposed.nodeVersion("v3.0.9", 40_000);

        assertThat(objections(version, "0.0025gonka")).isEmpty();
        assertThat(objections(version, "0.002gonka"))
                .containsExactly(
                        "The deposit of 0.002 gonka is less than the 0.0025 gonka it takes from the start.");
        assertThat(objections(version, "2gonka"))
                .containsExactly("The account has only 1 gonka, less than the deposit of 2 gonka.");
        assertThat(objections(version, "5stake")).contains("The chain takes no deposit in stake.");
    }

    @Test
    void theFactsAreReadFromARealNodesAnswers() {
        var own = new Address("gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4");
        var block = Recorded.text("r0/blocks-latest.json");
        try (var server = FakeNode.start()) {
            server.answers(BLOCKS + "latest", 200, block)
                    .answers(BLOCKS + "1", 200, block.replace("23:42:56.8", "23:42:43.8"))
                    .answers(
                            "/cosmos/gov/v1/params/deposit",
                            200,
                            Recorded.text("r0/gov-params-deposit.json"))
                    .answers(
                            "/productscience/inference/inference/partial_upgrade",
                            200,
                            Recorded.text("r0/partial-upgrade-scheduled.json"))
                    .answers(
                            "/cosmos/gov/v1/proposals?proposal_status=1",
                            200,
                            Recorded.text("r0/proposals-empty.json"))
                    .answers(
                            "/cosmos/gov/v1/proposals?proposal_status=2",
                            200,
                            Recorded.text("r0/proposals-filter-voting.json"))
                    .answers(
                            "/cosmos/upgrade/v1beta1/current_plan",
                            200,
                            Recorded.text("r0/current-plan.json"))
                    .answers(
                            "/cosmos/bank/v1beta1/balances/%s/by_denom?denom=ngonka".formatted(own),
                            200,
                            Recorded.text("r0/balance.json"));
            var reader = new ProposalFactsReader(server.address(), JsonHttp.forProbes());

            var facts = reader.read(own, false);

            assertThat(facts.head().height()).isEqualTo(14);
            assertThat(facts.blockTime()).hasValue(Duration.ofSeconds(1));
            assertThat(facts.minDeposit()).hasToString("[1000ngonka]");
            assertThat(facts.votingPeriod()).isEqualTo(Duration.ofSeconds(30));
            assertThat(facts.scheduled()).containsValue("v3.0.10");
            assertThat(facts.undecided()).isNotEmpty();
            assertThat(facts.planName()).hasValue("v0.2.99");
            assertThat(facts.balance()).hasToString("2000000000ngonka");
            assertThat(reader.read(own, true).minDeposit()).hasToString("[2000ngonka]");
        }
    }

    private static List<String> objections(Proposed proposed, String deposit) {
        var proposal =
                new Message.SubmitProposal(
                        List.of(proposed),
                        List.of(Amounts.read(deposit)),
                        Address.GOV.text(),
                        "",
                        "title",
                        "summary",
                        false);
        return ProposalCheck.objections(proposal, FACTS);
    }
}

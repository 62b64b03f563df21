package io.lockstep.chain.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.governance.GovParams;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.Recorded;
import io.lockstep.chain.tx.send.BlockStamp;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import io.lockstep.chain.upgrade.SoftwarePlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told before a proposal costs a deposit.
class ProposalCheckTest {
    private static final String BLOCKS = "/cosmos/base/tendermint/v1beta1/blocks/";
    private static final String PROPOSALS =
            "/cosmos/gov/v1/proposals?pagination.reverse=true&proposal_status=";
    private static final String INFO = "{\"node_version\":\"v3.0.9\"}";
    private static final ProposalFacts FACTS = facts(Optional.empty());

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
                .containsExactly(
                        "Version v3.0.8 is decided for the height 50000 and would be replaced.");
        assertThat(objections(Proposed.nodeVersion("v3.0.9", 60_000), "0.025gonka"))
                .containsExactly(
                        "Version v3.0.7 at the height 60000 is proposed already, in proposal 5.");
    }

    @Test
    void aVersionThatIsScheduledAlreadyIsNamedWhateverItsHeight() {
        assertThat(objections(Proposed.nodeVersion("v3.0.8", 50_000), "0.025gonka"))
                .containsExactly("Version v3.0.8 is decided for the height 50000 already.");
        assertThat(objections(Proposed.nodeVersion("v3.0.8", 70_000), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("decided for the height 50000 already: the first height counts");
        assertThat(objections(Proposed.nodeVersion("v3.0.7", 70_000), "0.025gonka"))
                .singleElement()
                .asString()
                .contains("in proposal 5");
    }

    @Test
    void aSoftwareUpgradeThatIsPendingProposedOrPastIsNamed() {
        var wanted = Proposed.softwareUpgrade("v0.2.1", 50_001, INFO);

        assertThat(objections(wanted, "0.025gonka"))
                .containsExactly(
                        "Software upgrade v0.2.2 at the height 80000 is proposed already, in"
                                + " proposal 6.");
        assertThat(
                        objections(
                                wanted,
                                "0.025gonka",
                                facts(Optional.of(new SoftwarePlan("v0.2.0", 90_000, "")))))
                .containsExactly("The software upgrade v0.2.0 is pending and would be replaced.");
        assertThat(objections(wanted, "0.025gonka", carriedOut(700)))
                .containsExactly(
                        "The software upgrade v0.2.1 was carried out at block 700: the chain takes"
                                + " no name twice.");
    }

    @Test
    void anInfoThatApiNodesCannotReadIsNamed() {
        assertThat(software("")).contains("The info is empty: API nodes pass over such a plan.");
        assertThat(software("https://example.org/info.json"))
                .contains("The info is no JSON object: API nodes pass over such a plan.");
        assertThat(software("{\"node_version\":\"v3/0\"}"))
                .anySatisfy(one -> assertThat(one).contains("\"v3/0\" is no usable version"));
        assertThat(software("{\"binaries\":{}}")).hasSize(1);
    }

    @Test
    void thereMustBeSomethingToCancel() {
        assertThat(objections(Proposed.cancelUpgrade(), "0.025gonka"))
                .containsExactly("No software upgrade is pending.");
        assertThat(
                        objections(
                                Proposed.cancelUpgrade(),
                                "0.025gonka",
                                facts(Optional.of(new SoftwarePlan("v0.2.0", 90_000, "")))))
                .isEmpty();
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
    void theFactsAreReadFromARealNodesAnswersToTheLastPage() {
        var own = new Address("gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4");
        var block = Recorded.text("r0/blocks-latest.json");
        var voting = Recorded.text("r0/proposals-filter-voting.json");
        try (var server = FakeNode.start()) {
            server.answers(BLOCKS + "latest", 200, block)
                    .answers(BLOCKS + "1", 200, block.replace("23:42:56.8", "23:42:43.8"))
                    .plays("/cosmos/gov/v1/params/voting", 200, "r0/gov-params-voting.json")
                    .plays(
                            "/productscience/inference/inference/partial_upgrade",
                            200,
                            "r0/partial-upgrade-scheduled.json")
                    .plays(PROPOSALS + "1", 200, "r0/proposals-empty.json")
                    .answers(
                            PROPOSALS + "2",
                            200,
                            "{\"proposals\":[],\"pagination\":{\"next_key\":\"AAA=\",\"total\":\"0\"}}")
                    .answers(PROPOSALS + "2&pagination.key=AAA%3D", 200, voting)
                    .plays("/cosmos/upgrade/v1beta1/current_plan", 200, "r0/current-plan.json")
                    .answers(
                            "/cosmos/upgrade/v1beta1/applied_plan/v0.2.1",
                            200,
                            "{\"height\":\"7\"}")
                    .plays(
                            "/cosmos/bank/v1beta1/balances/%s/by_denom?denom=ngonka".formatted(own),
                            200,
                            "r0/balance.json");
            var reader = new ProposalFactsReader(server.address(), JsonHttp.forProbes());

            var facts = reader.read(own, Proposed.softwareUpgrade("v0.2.1", 100, INFO), false);

            assertThat(facts.head().height()).isEqualTo(14);
            assertThat(facts.blockTime()).hasValue(Duration.ofSeconds(1));
            assertThat(facts.minDeposit()).hasToString("[1000ngonka]");
            assertThat(facts.votingPeriod()).isEqualTo(Duration.ofSeconds(30));
            assertThat(facts.entries())
                    .extracting(PartialUpgradeEntry::version)
                    .containsExactly("v3.0.10");
            assertThat(facts.open()).as("on the second page").isNotEmpty();
            assertThat(facts.plan().orElseThrow().name()).isEqualTo("v0.2.99");
            assertThat(facts.carriedOut()).hasValue(7L);
            assertThat(facts.balance()).hasToString("2000000000ngonka");
            assertThat(reader.read(own, Proposed.cancelUpgrade(), true).minDeposit())
                    .hasToString("[2000ngonka]");
        }
    }

    @Test
    void aNodeThatCannotBeAskedCostsNoDeposit() {
        try (var server = FakeNode.start()) {
            server.answers(BLOCKS + "latest", 502, "<html>Bad gateway</html>");
            var reader = new ProposalFactsReader(server.address(), JsonHttp.forProbes());

            assertThatThrownBy(() -> reader.read(Address.GOV, Proposed.cancelUpgrade(), false))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused ->
                                    assertThat(refused.problem().stands())
                                            .isEqualTo(
                                                    "Nothing was signed and no deposit was"
                                                            + " spent."));
        }
    }

    private static ProposalFacts facts(Optional<SoftwarePlan> plan) {
        return new ProposalFacts(
                new BlockStamp(1000, Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Duration.ofSeconds(5)),
                params(),
                false,
                List.of(new PartialUpgradeEntry(50_000, "v3.0.8", "")),
                plan,
                List.of(
                        open(5, new ProposalMessage.PartialUpgrade(60_000, "v3.0.7", "")),
                        open(6, new ProposalMessage.SoftwareUpgrade("v0.2.2", 80_000, ""))),
                Optional.empty(),
                Amounts.read("1gonka"));
    }

    private static ProposalFacts carriedOut(long height) {
        return new ProposalFacts(
                FACTS.head(),
                FACTS.blockTime(),
                FACTS.params(),
                false,
                FACTS.entries(),
                FACTS.plan(),
                FACTS.open(),
                Optional.of(height),
                FACTS.balance());
    }

    private static GovParams params() {
        return new GovParams(
                List.of(Amounts.read("0.025gonka")),
                List.of(Amounts.read("0.05gonka")),
                Duration.ofDays(2),
                Duration.ofDays(2),
                Duration.ofHours(12),
                new BigDecimal("0.334"),
                new BigDecimal("0.5"),
                new BigDecimal("0.667"),
                new BigDecimal("0.334"),
                new BigDecimal("0.1"),
                new BigDecimal("0.01"),
                new BigDecimal("0.5"),
                false,
                true);
    }

    private static Proposal open(long id, ProposalMessage message) {
        return new Proposal(
                id,
                "",
                "",
                "",
                "",
                ProposalStatus.VOTING_PERIOD,
                false,
                List.of(message),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Tally(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO),
                "");
    }

    private static List<String> software(String info) {
        return objections(Proposed.softwareUpgrade("v0.2.1", 50_001, info), "0.025gonka");
    }

    private static List<String> objections(Proposed proposed, String deposit) {
        return objections(proposed, deposit, FACTS);
    }

    private static List<String> objections(Proposed proposed, String deposit, ProposalFacts facts) {
        var proposal =
                new Message.SubmitProposal(
                        List.of(proposed),
                        List.of(Amounts.read(deposit)),
                        Address.GOV.text(),
                        "",
                        "title",
                        "summary",
                        false);
        return ProposalCheck.objections(proposal, facts);
    }
}

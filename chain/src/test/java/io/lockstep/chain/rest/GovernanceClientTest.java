package io.lockstep.chain.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Count;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Verdict.Outcome;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against recordings of real nodes.
class GovernanceClientTest {
    private static final String GOV = "/cosmos/gov/v1/";
    private static final String BONDED =
            "/cosmos/staking/v1beta1/validators?status=BOND_STATUS_BONDED";
    private static final String VOTER = "gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4";

    private final FakeNode node = FakeNode.start();
    private final JsonHttp http = JsonHttp.forProbes();
    private final GovernanceClient client = new GovernanceClient(node.address(), http);

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void readsTheRulesInForce(String generation) {
        node.plays(GOV + "params/voting", 200, generation + "/gov-params-voting.json");

        var params = client.params();

        assertThat(params.votingPeriod()).isEqualTo(Duration.ofSeconds(30));
        assertThat(params.expeditedVotingPeriod()).isEqualTo(Duration.ofSeconds(15));
        assertThat(params.quorum()).isEqualByComparingTo("0.334");
        assertThat(params.threshold(true)).isEqualByComparingTo("0.667");
        assertThat(params.minDeposit(false).getFirst().amount()).isEqualTo(1_000);
        assertThat(params.minDeposit(true).getFirst().amount()).isEqualTo(2_000);
        assertThat(params.minDepositRatio()).isEqualByComparingTo("0.01");
        assertThat(params.minInitialDepositRatio()).isEqualByComparingTo("0");
    }

    /// The staking pool of these networks is empty; the power is that of the validators.
    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void aRecordedVotePassesByTheRecordedRulesAndPower(String generation) {
        node.plays(GOV + "params/voting", 200, generation + "/gov-params-voting.json")
                .plays(BONDED, 200, generation + "/validators.json")
                .plays(GOV + "proposals/1/tally", 200, generation + "/tally-voted.json");

        var bonded = client.bondedPower();
        var verdict = Count.of(client.tally(1), bonded, client.params(), false);

        assertThat(bonded).isEqualTo(BigInteger.valueOf(1_000_000));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSES);
        assertThat(verdict.turnout()).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void aWeightedVoteKeepsItsWeights(String generation) {
        node.plays(GOV + "proposals/6/votes", 200, generation + "/votes-weighted.json");

        assertThat(client.votes(6))
                .singleElement()
                .satisfies(ballot ->
                        assertThat(ballot.inWords()).isEqualTo("yes 0.7, no 0.2, abstain 0.1"));
    }

    @Test
    void aVoteOfAKindThatIsNotKnownHereIsCalledThatAndHidesNobody() {
        node.answers(
                GOV + "proposals/6/votes",
                200,
                """
                {"votes":[{"voter":"gonka1a","options":[{"option":"VOTE_OPTION_SPAM","weight":"1"}]},
                {"voter":"gonka1b","options":[{"option":"VOTE_OPTION_NO","weight":"1"}]}]}
                """);

        assertThat(client.votes(6))
                .extracting(Ballot::inWords)
                .containsExactly("an option not known here", "no");
    }

    @Test
    void aDenominationThatNoChainCanHaveIsMalformed() {
        node.answers(
                GOV + "proposals/6/deposits",
                200,
                """
                {"deposits":[{"depositor":"gonka1a","amount":[{"denom":"\\u001b[2J","amount":"1"}]}]}
                """);

        assertThatThrownBy(() -> client.deposits(6))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("/denom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void anAccountThatDidNotVoteHasNoVote(String generation) {
        node.plays(GOV + "proposals/1/votes/" + VOTER, 200, generation + "/vote-one.json");
        node.plays(GOV + "proposals/1/votes/gonka1other", 400, generation + "/vote-none.json");

        assertThat(client.vote(1, VOTER).orElseThrow().inWords()).isEqualTo("yes");
        assertThat(client.vote(1, "gonka1other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void depositsAreReadByDepositor(String generation) {
        node.plays(GOV + "proposals/1/deposits", 200, generation + "/deposits.json");

        assertThat(client.deposits(1))
                .hasSize(2)
                .first()
                .satisfies(
                        deposit -> assertThat(deposit.amount().getFirst().amount()).isEqualTo(900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void aCancelledOrExpiredProposalIsGone(String generation) {
        node.plays(GOV + "proposals/5", 404, generation + "/proposal-cancelled-404.json");
        node.plays(GOV + "proposals/4", 404, generation + "/proposal-deposit-expired-404.json");

        assertThat(client.proposal(5)).isEmpty();
        assertThat(client.proposal(4)).isEmpty();
    }

    @Test
    void aProposalHasAllItsFields() {
        node.plays(GOV + "proposals/7", 200, "r0/proposal-expedited.json");

        var proposal = client.proposal(7).orElseThrow();

        assertThat(proposal.expedited()).isTrue();
        assertThat(proposal.status()).isEqualTo(ProposalStatus.VOTING_PERIOD);
        assertThat(proposal.deposit().getFirst()).hasToString("2000ngonka");
        assertThat(proposal.messages()).containsExactly(new PartialUpgrade(489, "v3.1.0", ""));
        assertThat(proposal.votingEnd()).isPresent();
    }

    @Test
    void pagesAreFollowedToTheEnd() {
        var list = GOV + "proposals?pagination.reverse=true";
        node.plays(list, 200, "r0/proposals-page-1.json");
        node.answers(
                list + "&pagination.key=AAAAAAAAAAM%3D",
                200,
                FakeNode.recording("r0/proposals-page-2.json")
                        .replaceAll("\"next_key\":\"[^\"]*\"", "\"next_key\":null"));

        assertThat(client.proposals()).hasSize(4).extracting(p -> p.id()).doesNotHaveDuplicates();
    }

    @Test
    void pagesThatGoInACircleAreNamed() {
        var page = "{\"votes\":[],\"pagination\":{\"next_key\":\"AA==\"}}";
        node.answers(GOV + "proposals/1/votes", 200, page)
                .answers(GOV + "proposals/1/votes?pagination.key=AA%3D%3D", 200, page);

        var failure = catchThrowableOfType(ProblemException.class, () -> client.votes(1));

        assertThat(failure.problem().code()).isEqualTo("rest.endless");
        assertThat(failure.problem().what()).contains("the same page again and again");
    }

    @Test
    void moreBytesOrPagesThanAllowedAreNamedAndNotKept() {
        var one = "{\"votes\":[],\"x\":\"%s\",\"pagination\":{\"next_key\":\"%s\"}}";
        node.answers(GOV + "proposals/1/votes", 200, one.formatted("y".repeat(600), "a"))
                .answers(
                        GOV + "proposals/1/votes?pagination.key=a",
                        200,
                        one.formatted("y".repeat(600), "b"))
                .answers(GOV + "proposals/1/votes?pagination.key=b", 200, one.formatted("", "c"));

        for (var limits :
                new Gateway.Limits[] {
                    new Gateway.Limits(1000, 1_000), new Gateway.Limits(1, 1_000_000)
                }) {
            var bounded = new GovernanceClient(new Gateway(node.address(), http, limits));

            var failure = catchThrowableOfType(ProblemException.class, () -> bounded.votes(1));

            assertThat(failure.problem().code()).isEqualTo("rest.endless");
            assertThat(failure.problem().what()).contains("more pages than can be read");
        }
    }

    /// Anybody may write 2⁶⁴-1 as a height; it must hide nobody else's proposal.
    @Test
    void aHeightThatNoBlockWillHaveHidesNothing() {
        node.answers(
                GOV + "proposals?pagination.reverse=true",
                200,
                """
                {"proposals":[{"id":"2","status":"PROPOSAL_STATUS_PASSED","messages":[
                {"@type":"/inference.inference.MsgCreatePartialUpgrade",
                "height":"18446744073709551615","nodeVersion":"v9"}]},
                {"id":1,"status":"PROPOSAL_STATUS_NEW","messages":[]}],"pagination":null}
                """);

        var proposals = client.proposals();

        assertThat(proposals.getFirst().messages())
                .containsExactly(new PartialUpgrade(Long.MAX_VALUE, "v9", ""));
        assertThat(proposals.getLast().status()).isEqualTo(ProposalStatus.UNSPECIFIED);
    }
}

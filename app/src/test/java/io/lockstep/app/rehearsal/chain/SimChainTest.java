package io.lockstep.app.rehearsal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.rpc.NodeStatus;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the simulated chain behaves, seen through the clients that read the real one.
class SimChainTest {
    private final SimChain chain =
            SimChain.start(
                    SimChainConfig.rehearsal(
                                    Generation.R1,
                                    Duration.ofSeconds(1),
                                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))
                            .byHand());
    private final JsonHttp http =
            new JsonHttp(new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build());
    private final JsonHttp impatient =
            new JsonHttp(http.client().newBuilder().callTimeout(Duration.ofSeconds(1)).build());
    private final RestClient rest = new RestClient(chain.rest(), http);

    @AfterEach
    void stop() {
        chain.close();
    }

    @Test
    void aPartialUpgradeIsListedUpToItsHeightAndGoneWithTheBlockAfter() {
        var height = chain.height() + 20;
        passes(chain.submitProposal(ProposalDraft.partialUpgrade("v9", height)));

        chain.produceUntil(height - 1);
        assertThat(rest.partialUpgrades()).containsExactly(new PartialUpgradeEntry(height, "v9"));
        assertThat(rest.mlNodeVersion().current()).contains("v3.0.8");

        chain.produceBlock();
        assertThat(rest.partialUpgrades()).hasSize(1);
        assertThat(rest.mlNodeVersion().current()).contains("v9");

        chain.produceBlock();
        assertThat(rest.partialUpgrades()).isEmpty();
        assertThat(rest.mlNodeVersion().current()).contains("v9");
    }

    @Test
    void ofTwoUpgradesForOneHeightTheLaterOneStands() {
        var height = chain.height() + 40;
        passes(chain.submitProposal(ProposalDraft.partialUpgrade("v9", height)));
        chain.produceBlock();
        passes(chain.submitProposal(ProposalDraft.partialUpgrade("v10", height)));

        chain.produceBlocks(20);

        assertThat(rest.partialUpgrades()).containsExactly(new PartialUpgradeEntry(height, "v10"));
    }

    @Test
    void anUpgradeThatPassesAfterItsHeightLeavesNoTrace() {
        var id = chain.submitProposal(ProposalDraft.partialUpgrade("v9", chain.height() + 5));
        passes(id);

        chain.produceBlocks(20);

        assertThat(proposal(id).status()).isEqualTo(ProposalStatus.PASSED);
        assertThat(rest.partialUpgrades()).isEmpty();
        assertThat(rest.mlNodeVersion().current()).contains("v3.0.8");
    }

    @Test
    void aCancelledProposalIsNotFoundAnyMore() throws Exception {
        var draft = ProposalDraft.partialUpgrade("v9", chain.height() + 40);
        var id = chain.submitProposal(draft);
        chain.produceBlock();
        assertThat(rest.proposals()).hasSize(1);

        chain.cancel(id, draft.proposer());
        chain.produceBlock();

        assertThat(rest.proposals()).isEmpty();
        try (var web = new Web()) {
            assertThat(web.get(chain.rest(), "/cosmos/gov/v1/proposals/" + id).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anExpeditedProposalWithoutVotesBecomesANormalOneAndCanStillPass() {
        var draft = ProposalDraft.partialUpgrade("v9", chain.height() + 40);
        var id = chain.submitProposal(draft.asExpedited().depositing(2_000));
        chain.produceBlock();
        assertThat(proposal(id).expedited()).isTrue();
        var end = proposal(id).votingEnd();

        chain.produceBlocks(8);
        assertThat(proposal(id).status()).isEqualTo(ProposalStatus.VOTING_PERIOD);
        assertThat(proposal(id).expedited()).isFalse();
        assertThat(proposal(id).votingEnd().orElseThrow()).isAfter(end.orElseThrow());

        votes(id);
        chain.produceBlocks(10);
        assertThat(proposal(id).status()).isEqualTo(ProposalStatus.PASSED);
    }

    @Test
    void atASoftwareUpgradeTheChainHaltsWithItsBlockSeenAndNotApplied() {
        var height = chain.height() + 25;
        passes(chain.submitProposal(ProposalDraft.softwareUpgrade("v2", height, "")));

        chain.produceUntil(height + 5);

        assertThat(status(0).seenHeight()).isEqualTo(height);
        assertThat(status(0).appliedHeight()).isEqualTo(height - 1);
        assertThat(rest.currentPlan().orElseThrow().name()).isEqualTo("v2");
        assertThat(chain.produceBlock()).isEqualTo(height);

        chain.resumeAfterHalt();
        assertThat(status(0).appliedHeight()).isEqualTo(height);
        chain.produceBlock();
        assertThat(status(1).appliedHeight()).isEqualTo(height + 1);
        assertThat(rest.currentPlan()).isEmpty();
    }

    @Test
    void whatTheChainRefusesIsRefusedAtOnceInItsWords() {
        assertThatThrownBy(() -> chain.vote(77, "nobody", VoteOption.YES))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The simulated chain refused this");
        assertThatThrownBy(() -> chain.submitProposal(ProposalDraft.text("", "words")))
                .hasMessageContaining("title cannot be empty");
    }

    @Test
    void allPagesOfProposalsComeNewestFirst() {
        IntStream.range(0, 230)
                .forEach(n -> chain.submitProposal(ProposalDraft.text("Words " + n, "More")));
        chain.produceBlock();

        var ids = rest.proposals().stream().map(Proposal::id).toList();

        assertThat(ids).hasSize(230).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void eventsComeInTheRecordedFormUntilTheyAreUnsubscribed() throws Exception {
        var query = "tm.event='NewBlockHeader'";
        var recorded = new Recordings(Generation.R1).lines("ws-new-block-header.jsonl");
        try (var web = new Web()) {
            var ear = new Ear(web.client(), chain.rpcs().getFirst());

            assertThat(ear.ask("subscribe", query)).isEqualTo(recorded.getFirst());
            chain.produceBlock();
            var event = ear.next();
            assertThat(Shape.of(recorded.get(1)).differences(Shape.of(event))).isEmpty();
            assertThat(event.at("/result/data/value/header/height").asLong())
                    .isEqualTo(chain.height());
            assertThat(ear.ask("subscribe", query).at("/error/data").asText())
                    .contains("already subscribed");

            assertThat(ear.ask("unsubscribe", query)).isEqualTo(recorded.getFirst());
            chain.produceBlock();
            assertThat(ear.ask("unsubscribe", query).at("/error/data").asText())
                    .contains("subscription not found");
            assertThat(ear.heardNothing()).isTrue();
        }
    }

    @Test
    void aSilentNodeAnswersAndKeepsItsSocketsButSendsNothing() throws Exception {
        try (var web = new Web()) {
            var ear = new Ear(web.client(), chain.rpcs().getFirst());
            var _ = ear.ask("subscribe", "tm.event='NewBlockHeader'");
            chain.fault(0, new Fault.Silent());

            chain.produceBlock();

            assertThat(ear.ask("health", "").has("result")).isTrue();
            assertThat(ear.heardNothing()).isTrue();
            assertThat(status(0).seenHeight()).isEqualTo(chain.height());
            assertThat(chain.nodes().sockets(0)).isEqualTo(1);
        }
    }

    @Test
    void eachFaultShowsInTheNodesOwnWordsAndHeals() {
        chain.produceBlocks(20);
        var honest = status(1);

        chain.fault(0, new Fault.Lag(7));
        assertThat(status(0).seenHeight()).isEqualTo(honest.seenHeight() - 7);
        assertThat(status(0).catchingUp()).isFalse();
        chain.fault(0, new Fault.CatchingUp(7));
        assertThat(status(0).catchingUp()).isTrue();
        chain.fault(0, new Fault.OtherChain("elsewhere"));
        assertThat(status(0).chainId()).isEqualTo("elsewhere");
        chain.fault(0, new Fault.Fork());
        assertThat(status(0).seenHeight()).isEqualTo(honest.seenHeight());
        assertThat(status(0).seenHash()).isNotEqualTo(honest.seenHash());
        chain.fault(0, new Fault.Refuse());
        assertThatThrownBy(() -> status(0)).hasMessageContaining("does not answer");
        chain.fault(0, new Fault.Hang());
        assertThatThrownBy(() -> status(0, impatient)).hasMessageContaining("does not answer");

        chain.heal(0);
        assertThat(status(0)).isEqualTo(honest);
    }

    /// With the votes of enough power in its first block of voting.
    private void passes(long id) {
        chain.produceBlock();
        votes(id);
    }

    private void votes(long id) {
        for (var validator : chain.genesis().validators().subList(0, 2)) {
            chain.vote(id, validator.address(), VoteOption.YES);
        }
    }

    private Proposal proposal(long id) {
        return rest.proposals().stream().filter(p -> p.id() == id).findFirst().orElseThrow();
    }

    private NodeStatus status(int node) {
        return status(node, http);
    }

    private NodeStatus status(int node, JsonHttp by) {
        return new RpcClient(chain.rpcs().get(node), by).status();
    }
}

package io.lockstep.chain.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.MlNodeVersion;
import io.lockstep.chain.upgrade.ScheduleFacts;
import io.lockstep.chain.upgrade.UpgradeSchedule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestClientTest {
    private static final String LIST = "/cosmos/gov/v1/proposals?pagination.reverse=true";
    private static final String INFERENCE = "/productscience/inference/inference/";

    private final FakeNode node = FakeNode.start();
    private final RestClient client = new RestClient(node.address(), JsonHttp.forProbes());

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void readsEveryProposalOfARealNode(String generation) {
        node.plays(LIST, 200, generation + "/proposals-end.json");
        for (int id = 1; id < 20; id++) {
            node.plays(
                    "/cosmos/gov/v1/proposals/" + id + "/tally",
                    200,
                    generation + "/tally-voted.json");
        }

        var proposals = client.proposals();

        assertThat(proposals)
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.status()).isNotEqualTo(ProposalStatus.UNSPECIFIED));
        assertThat(proposals.stream().flatMap(p -> p.messages().stream()))
                .anyMatch(message -> message instanceof PartialUpgrade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void aVoteUnderWayCarriesItsLiveTally(String generation) {
        node.plays(LIST, 200, generation + "/proposals-filter-voting.json");
        for (int id = 1; id < 20; id++) {
            node.plays(
                    "/cosmos/gov/v1/proposals/" + id + "/tally",
                    200,
                    generation + "/tally-voted.json");
        }

        var proposals = client.proposals();

        assertThat(proposals)
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.tally().yes()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void theScheduledPartialUpgradeIsOneCertainEntry(String generation) {
        node.plays(
                INFERENCE + "partial_upgrade", 200, generation + "/partial-upgrade-scheduled.json");

        var view =
                UpgradeSchedule.of(
                        ScheduleFacts.ofChain(
                                new MlNodeVersion(Generation.R0, Optional.empty()),
                                client.partialUpgrades(),
                                Optional.empty(),
                                List.<Proposal>of()));

        assertThat(view.scheduled())
                .singleElement()
                .satisfies(upgrade -> {
                    assertThat(upgrade.version()).isEqualTo("v3.0.10");
                    assertThat(upgrade.height()).isIn(88L, 89L);
                    assertThat(upgrade.certain()).isTrue();
                });
    }

    @Test
    void aSoftwareUpgradeWithANodeVersionIsScheduledToo() {
        node.plays("/cosmos/upgrade/v1beta1/current_plan", 200, "r0/current-plan.json");

        var view =
                UpgradeSchedule.of(
                        ScheduleFacts.ofChain(
                                new MlNodeVersion(Generation.R0, Optional.empty()),
                                List.of(),
                                client.currentPlan(),
                                List.of()));

        assertThat(view.scheduled())
                .singleElement()
                .satisfies(upgrade -> assertThat(upgrade.version()).isEqualTo("v3.2.0"));
    }

    @Test
    void noPlanIsNoUpgrade() {
        node.plays("/cosmos/upgrade/v1beta1/current_plan", 200, "r0/current-plan-none.json");

        assertThat(client.currentPlan()).isEmpty();
    }

    @Test
    void notImplementedMeansTheFirstGeneration() {
        node.plays(INFERENCE + "mlnode_version", 501, "r0/mlnode-version-501.json");

        assertThat(client.mlNodeVersion().generation()).isEqualTo(Generation.R0);
    }

    @Test
    void aNamedVersionMeansTheSecondGeneration() {
        node.plays(INFERENCE + "mlnode_version", 200, "r1/mlnode-version.json");

        assertThat(client.mlNodeVersion().generation()).isEqualTo(Generation.R1);
        assertThat(client.mlNodeVersion().current()).isPresent();
    }

    @Test
    void aPathTheNodeDoesNotKnowIsNamed() {
        node.plays(LIST, 501, "r0/unknown-path-501.json");

        var failure = catchThrowableOfType(ProblemException.class, client::proposals);

        assertThat(failure.problem().code()).isEqualTo("rest.notImplemented");
    }
}

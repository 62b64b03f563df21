package io.lockstep.app.rehearsal.chain.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduleChanges;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduleFacts;
import io.lockstep.chain.upgrade.UpgradeSchedule;
import io.lockstep.chain.upgrade.UpgradeView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The edges of the fact sheet, played on the simulated network and read by the schedule block by
/// block: what an operator is told of each.
class ScenarioEdgesTest {
    private static final int WORK = 6;

    private final JsonHttp http =
            new JsonHttp(new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build());
    private final List<String> told = new ArrayList<>();
    private Optional<SimChain> chain = Optional.empty();
    private long upgrade;

    @AfterEach
    void stop() {
        chain.ifPresent(SimChain::close);
    }

    @Test
    void aProposalIsProposedDecidedAndReached() {
        play(Scenarios.happyPath());

        assertThat(told)
                .containsExactly(
                        "v3.0.10 at block H is proposed.",
                        "v3.0.10 at block H is decided.",
                        "v3.0.10 at block H: the block was reached.");
    }

    @Test
    void theLaterProposalForOneHeightOverwritesTheEarlier() {
        play(Scenarios.find("overwritten"));

        assertThat(told)
                .contains("v3.0.9 at block H was overwritten by v3.0.10 at block H.")
                .endsWith("v3.0.10 at block H: the block was reached.");
    }

    @Test
    void aProposalThatPassesTooLateIsWithdrawnAndNothingIsDecided() {
        play(Scenarios.find("passed-too-late"));

        assertThat(told).noneMatch(line -> line.contains("decided"));
        assertThat(rest().proposals().getFirst().status()).isEqualTo(ProposalStatus.PASSED);
        assertThat(rest().mlNodeVersion().current()).contains("v3.0.8");
    }

    @Test
    void aCancelledProposalVanishesAndIsWithdrawn() {
        play(Scenarios.find("cancelled"));

        assertThat(told)
                .containsExactly(
                        "v3.0.10 at block H is proposed.",
                        "v3.0.10 at block H is no longer scheduled.");
        assertThat(rest().governance().proposal(1)).isEmpty();
    }

    @Test
    void anExpeditedProposalThatTurnsNormalStaysProposedUntilItPasses() {
        play(Scenarios.find("expedited-turned-normal"));

        assertThat(told)
                .containsExactly(
                        "v3.0.10 at block H is proposed.",
                        "v3.0.10 at block H is decided.",
                        "v3.0.10 at block H: the block was reached.");
        assertThat(rest().proposals().getFirst().expedited()).isFalse();
    }

    @Test
    void theSameVersionAtAnotherHeightLeavesTheFirstEntryStanding() {
        play(
                story(
                        """
                        at block 2: north proposes node-version v9 at height H
                        at block 3: north votes yes on proposal 1
                        at block 4: north proposes node-version v9 at height H+3
                        at block 5: north votes yes on proposal 2
                        ends with v9 at block H+4
                        """));

        assertThat(told)
                .contains("v9 at block H: the block was reached.")
                .contains("v9 at block H+3: the block was reached.");
    }

    @Test
    void ofTwoPendingHeightsBothAreOnTheSchedule() {
        play(
                story(
                        """
                        at block 2: north proposes node-version v9 at height H
                        at block 3: north votes yes on proposal 1
                        at block 4: north proposes node-version v10 at height H+3
                        at block 5: north votes yes on proposal 2
                        ends with v10 at block H+4
                        """));

        assertThat(told)
                .containsSubsequence(
                        "v9 at block H is decided.",
                        "v10 at block H+3 is decided.",
                        "v9 at block H: the block was reached.",
                        "v10 at block H+3: the block was reached.");
    }

    @Test
    void aVetoAndAMissedQuorumWithdrawWhatWasProposed() {
        play(
                story(
                        """
                        at block 2: north proposes node-version v9 at height H
                        at block 3: north votes no_with_veto on proposal 1
                        at block 2: north proposes node-version v10 at height H+1
                        at block 3: south votes yes on proposal 2
                        ends without a cutover at block H+2
                        """));

        assertThat(rest().proposals())
                .allMatch(proposal -> proposal.status() == ProposalStatus.REJECTED);
        assertThat(told).noneMatch(line -> line.contains("decided"));
    }

    @Test
    void aDepositThatIsNeverReachedLetsTheProposalVanish() {
        play(
                story(
                        """
                        at block 2: north proposes node-version v9 at height H+90 depositing 400
                        at block 3: east deposits 300 on proposal 1
                        ends without a cutover at block 70
                        """));

        assertThat(told)
                .containsExactly(
                        "v9 at block H+90 is proposed.",
                        "v9 at block H+90 is no longer scheduled.");
        assertThat(rest().proposals()).isEmpty();
    }

    @Test
    void aSoftwareUpgradeThatIsAlreadyPastFails() {
        play(
                story(
                        """
                        at block 2: north proposes software-upgrade v0.2.1 at height 10 bringing v9
                        at block 3: north votes yes on proposal 1
                        ends without a cutover at block 22
                        """));

        assertThat(rest().proposals().getFirst().status()).isEqualTo(ProposalStatus.FAILED);
        assertThat(rest().proposals().getFirst().failedReason()).contains("in the past");
    }

    @Test
    void theChainHaltsForASoftwareUpgradeAndGoesOnWithTheNewBinary() {
        var scenario = Scenarios.find("software-upgrade-halt");
        var lines = play(scenario);

        assertThat(lines)
                .containsSubsequence(
                        "The chain halts at %d for a new binary".formatted(first() + 26),
                        "The new binary is there: the chain goes on");
        assertThat(rest().appliedPlan("v0.2.1")).contains(first() + 26);
        assertThat(told).endsWith("v3.0.10 at block H: the block was reached.");
    }

    private static Scenario story(String text) {
        return Scenarios.read("edge", text);
    }

    private List<String> play(Scenario scenario) {
        var clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
        var started =
                SimChain.start(
                        SimChainConfig.rehearsal(Generation.R1, Duration.ofSeconds(1), clock)
                                .byHand()
                                .running(scenario.from()));
        chain = Optional.of(started);
        try (var player = ScenarioPlayer.play(started, scenario, WORK, _ -> {})) {
            upgrade = player.upgradeHeight();
            var before = view();
            for (int i = 0; i < 200 && !player.over(); i++) {
                started.produceBlock();
                before = changed(before, view());
            }
            assertThat(player.over()).isTrue();
            started.produceBlock();
            var _ = changed(before, view());
            return player.events();
        }
    }

    private UpgradeView changed(UpgradeView before, UpgradeView after) {
        var applied = chain.orElseThrow().appliedHeight();
        ScheduleChanges.between(before, after, applied).stream()
                .map(ScheduleEvent::inWords)
                .map(this::named)
                .forEach(told::add);
        return after;
    }

    private UpgradeView view() {
        return UpgradeSchedule.of(
                ScheduleFacts.ofChain(
                        rest().mlNodeVersion(),
                        rest().partialUpgrades(),
                        rest().currentPlan(),
                        rest().proposals()));
    }

    /// Heights by their distance from `H`, which reads better.
    private String named(String line) {
        var text = line;
        for (long distance : new long[] {1, 3, 90}) {
            text = text.replace(Long.toString(upgrade + distance), "H+" + distance);
        }
        return text.replace(Long.toString(upgrade), "H");
    }

    private long first() {
        return chain.orElseThrow().genesis().initialHeight();
    }

    private RestClient rest() {
        return new RestClient(chain.orElseThrow().rest(), http);
    }
}

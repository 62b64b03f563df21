package io.lockstep.chain.upgrade;

import static io.lockstep.chain.governance.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Sample;
import io.lockstep.chain.upgrade.ScheduleNote.Kind;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The edges of the fact sheet, sections 3.4, 3.5, 4.2 and 8.
class UpgradeScheduleTest {
    private final List<PartialUpgradeEntry> entries = new ArrayList<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<ScheduledUpgrade> own = new ArrayList<>();
    private Generation generation = Generation.R1;
    private Optional<SoftwarePlan> plan = Optional.empty();
    private Optional<Head> head = Optional.of(Sample.head(50));
    private Map<Long, Instant> blockTimes = Map.of();

    @Test
    void allSourcesMakeOneScheduleByRisingHeight() {
        entries.add(new PartialUpgradeEntry(200, "v2"));
        plan = Optional.of(new SoftwarePlan("up", 300, "{\"node_version\":\"v3\"}"));
        open(7, new PartialUpgrade(100, "v1", ""));
        own.add(mine("v4", 400));

        assertThat(view().scheduled())
                .extracting(ScheduledUpgrade::version, ScheduledUpgrade::origin)
                .containsExactly(
                        tuple("v1", Origin.PROPOSAL),
                        tuple("v2", Origin.PARTIAL_UPGRADE),
                        tuple("v3", Origin.SOFTWARE_UPGRADE),
                        tuple("v4", Origin.OPERATOR));
        assertThat(view().scheduled())
                .extracting(ScheduledUpgrade::certain)
                .containsExactly(false, true, true, true);
    }

    @Test
    void aLaterProposalForTheSameHeightOverwritesTheEarlier() {
        entries.add(new PartialUpgradeEntry(89, "v3.0.99"));
        passed(1, NOW, new PartialUpgrade(89, "v3.0.10", ""));
        passed(6, NOW, new PartialUpgrade(89, "v3.0.99", ""));

        assertThat(view().scheduled())
                .containsExactly(
                        new ScheduledUpgrade(
                                "v3.0.99", 89, Origin.PARTIAL_UPGRADE, true, OptionalLong.of(6)));
        assertThat(note(Kind.OVERWRITTEN)).contains("v3.0.10 of proposal 1 at block 89");
    }

    @Test
    void anOpenProposalForATakenHeightIsNamed() {
        entries.add(new PartialUpgradeEntry(89, "v1"));
        open(7, new PartialUpgrade(89, "v2", ""));

        assertThat(note(Kind.WOULD_OVERWRITE))
                .contains("Proposal 7 would put v2 in the place of v1");
    }

    /// Entries are read after the proposals.
    @Test
    void whatPassedSinceTheProposalsWereReadStandsOnTheScheduleOnce() {
        entries.add(new PartialUpgradeEntry(89, "v1"));
        open(7, new PartialUpgrade(89, "v1", ""));
        assertThat(view().scheduled()).extracting(ScheduledUpgrade::certain).containsExactly(true);

        var ends = NOW.plusSeconds(60);
        proposals.clear();
        proposals.add(
                Sample.proposal(
                        8, ProposalStatus.VOTING_PERIOD, ends, new PartialUpgrade(89, "v1", "")));
        assertThat(view().scheduled())
                .extracting(ScheduledUpgrade::certain)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aProposalThatPassedAfterItsBlockDidNothing() {
        blockTimes = Map.of(23L, NOW.minusSeconds(30));
        passed(3, NOW, new PartialUpgrade(23, "v3.0.12", ""));

        assertThat(view().scheduled()).isEmpty();
        assertThat(note(Kind.TOO_LATE))
                .isEqualTo("Proposal 3 passed after block 23 and did nothing.");
    }

    @Test
    void aProposalThatPassedInTimeAndWasReachedIsNotCalledLate() {
        blockTimes = Map.of(23L, NOW.plusSeconds(30));
        passed(3, NOW, new PartialUpgrade(23, "v3.0.12", ""));

        assertThat(view().notes()).isEmpty();
    }

    @Test
    void withoutThePrunedBlocksTimeNothingIsClaimed() {
        passed(3, NOW, new PartialUpgrade(23, "v3.0.12", ""));

        assertThat(view().notes()).isEmpty();
    }

    @Test
    void theSameVersionAtAnotherHeightDoesNotMoveIt() {
        entries.add(new PartialUpgradeEntry(100, "v2"));
        entries.add(new PartialUpgradeEntry(90, "v2"));

        assertThat(note(Kind.SAME_VERSION_AGAIN)).contains("block 90 and again for block 100");
        assertThat(view().scheduled().getFirst().height()).isEqualTo(90);
    }

    @Test
    void twoPendingHeightsAreATrapOfTheLaterGenerationsOnly() {
        entries.add(new PartialUpgradeEntry(90, "v2"));
        entries.add(new PartialUpgradeEntry(100, "v3"));

        assertThat(note(Kind.SEVERAL_PENDING)).contains("only knows the last one, at block 100");
        generation = Generation.R0;
        assertThat(view().notes()).isEmpty();
    }

    @Test
    void aPlanWithoutANodeVersionHaltsTheChainAndSchedulesNothing() {
        for (var info : List.of("", "https://example.org", "{}", "[1]", "{\"node_version\":7")) {
            plan = Optional.of(new SoftwarePlan("up", 204, info));

            assertThat(view().scheduled()).isEmpty();
            assertThat(view().plan()).isPresent();
        }
    }

    @Test
    void theHaltIsSeenAndOutlastsTheSilenceAfterIt() {
        var halting = new SoftwarePlan("up", 204, "");
        plan = Optional.of(halting);
        head = Optional.of(at(204, 203));

        assertThat(note(Kind.HALTED)).contains("halted at block 204 for up");
        assertThat(HaltState.through(halting, Optional.empty(), head)).isEqualTo(HaltState.HALTED);
        assertThat(HaltState.through(halting, Optional.empty(), Optional.of(at(150, 150))))
                .isEqualTo(HaltState.UNKNOWN);
        assertThat(HaltState.of(halting, Optional.of(at(204, 204)))).isEqualTo(HaltState.PASSED);
        assertThat(HaltState.of(halting, Optional.of(at(203, 202)))).isEqualTo(HaltState.AHEAD);
        assertThat(HaltState.of(halting, Optional.empty())).isEqualTo(HaltState.UNKNOWN);
    }

    @Test
    void aProposalThatWouldCancelTheSoftwareUpgradeIsNamed() {
        plan = Optional.of(new SoftwarePlan("up", 204, ""));
        open(9, new CancelUpgrade());

        assertThat(note(Kind.WOULD_CANCEL)).contains("Proposal 9 would cancel");
    }

    @Test
    void aProposedSoftwareUpgradeIsScheduledWithItsVersion() {
        open(9, new SoftwareUpgrade("up", 204, "{\"node_version\":\"v3\"}"));

        assertThat(view().scheduled())
                .containsExactly(
                        new ScheduledUpgrade(
                                "v3", 204, Origin.PROPOSAL, false, OptionalLong.of(9)));
    }

    @Test
    void aBlankVersionIsNoUpgradeAndIsNamed() {
        entries.add(new PartialUpgradeEntry(89, " \t", "{}"));

        assertThat(view().scheduled()).isEmpty();
        assertThat(note(Kind.BLANK_VERSION)).contains("block 89");
    }

    @Test
    void binariesThatNameAnotherVersionSplitChainAndApiNodes() {
        entries.add(new PartialUpgradeEntry(89, "v2", "{\"node_version\":\"v3\"}"));

        assertThat(note(Kind.BINARIES_NAME_ANOTHER)).contains("takes v2").contains("take v3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/../v0",
                "a b",
                "..",
                "v1\u0000",
                "\u001b[2J",
                "vé",
                "v1?x=1",
                "%2e",
                "v1#"
            })
    void aVersionThatIsNoPathSegmentIsKeptAndNamed(String version) {
        entries.add(new PartialUpgradeEntry(89, version));

        assertThat(view().scheduled())
                .singleElement()
                .satisfies(upgrade -> assertThat(upgrade.version()).isEqualTo(version));
        assertThat(note(Kind.UNROUTABLE_VERSION))
                .contains("cannot be a route")
                .doesNotContainPattern("[\\p{Cntrl}]");
    }

    @Test
    void aHugeVersionIsNamedWithoutBeingWrittenOut() {
        entries.add(new PartialUpgradeEntry(89, "v".repeat(1_000_000)));

        assertThat(note(Kind.UNROUTABLE_VERSION))
                .contains("it has 1000000 characters")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.0.9", "3.0.9", "v3.0.9-blackwell", "a_b~c"})
    void anOrdinaryVersionHasNoFlaw(String version) {
        assertThat(VersionName.flaw(version)).isEmpty();
    }

    @Test
    void theChainsWordBeatsTheOperatorsAtTheSameHeight() {
        entries.add(new PartialUpgradeEntry(89, "v2"));
        own.add(mine("v9", 89));

        assertThat(view().scheduled()).extracting(ScheduledUpgrade::version).containsExactly("v2");
        assertThat(note(Kind.OWN_DIFFERS)).contains("You scheduled v9 for block 89, the chain v2");
    }

    private String note(Kind kind) {
        return view().notes().stream()
                .filter(note -> note.kind() == kind)
                .map(ScheduleNote::text)
                .reduce((a, b) -> a + b)
                .orElse("");
    }

    private UpgradeView view() {
        return UpgradeSchedule.of(
                new ScheduleFacts(
                        new MlNodeVersion(generation, Optional.empty()),
                        entries,
                        plan,
                        proposals,
                        own,
                        head,
                        blockTimes));
    }

    private void open(long id, ProposalMessage message) {
        proposals.add(Sample.proposal(id, ProposalStatus.VOTING_PERIOD, NOW, message));
    }

    private void passed(long id, Instant votingEnd, ProposalMessage message) {
        proposals.add(Sample.proposal(id, ProposalStatus.PASSED, votingEnd, message));
    }

    private static ScheduledUpgrade mine(String version, long height) {
        return new ScheduledUpgrade(version, height, Origin.OPERATOR, true, OptionalLong.empty());
    }

    private static Head at(long seen, long applied) {
        return new Head("gonka", seen, applied, NOW, false, Optional.empty(), 2);
    }
}

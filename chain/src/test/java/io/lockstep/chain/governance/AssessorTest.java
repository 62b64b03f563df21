package io.lockstep.chain.governance;

import static io.lockstep.chain.governance.Sample.NOW;
import static io.lockstep.chain.governance.Sample.params;
import static io.lockstep.chain.governance.Sample.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.tx.VoteOption;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessorTest {
    private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

    private Optional<Head> head = Optional.of(Sample.head(1_000));

    @Test
    void theVotingEndIsProjectedOntoARangeOfHeights() {
        var assessed = voting(NOW.plusSeconds(600), 2_000);

        assertThat(assessed.end()).contains(NOW.plusSeconds(600));
        assertThat(assessed.left(NOW)).contains(Duration.ofMinutes(10));
        assertThat(assessed.endHeight().orElseThrow())
                .satisfies(range -> {
                    assertThat(range.likely()).isEqualTo(1_100);
                    assertThat(range.earliest()).isBetween(1_090L, 1_099L);
                    assertThat(range.latest()).isBetween(1_101L, 1_110L);
                });
        assertThat(assessed.warnings()).isEmpty();
    }

    @Test
    void aVoteThatCanEndAfterItsHeightIsWarnedOf() {
        assertThat(codes(voting(NOW.plusSeconds(600), 1_102))).containsExactly("can-be-late");
    }

    @Test
    void aVoteThatEndsAfterItsHeightIsWarnedOf() {
        assertThat(codes(voting(NOW.plusSeconds(600), 1_050))).containsExactly("late");
    }

    @Test
    void aHeightThatIsAppliedAlreadyIsPastWhateverThePaceSays() {
        assertThat(codes(voting(NOW.plusSeconds(600), 1_000))).containsExactly("past");
    }

    @Test
    void withoutAHeadThereIsNoProjectionAndNoGuess() {
        head = Optional.empty();

        var assessed = voting(NOW.plusSeconds(600), 1_050);

        assertThat(assessed.endHeight()).isEmpty();
        assertThat(assessed.warnings()).isEmpty();
    }

    @Test
    void anExpeditedVoteIsWarnedOfBecauseItCanTurnRegular() {
        var expedited =
                proposal(
                        7,
                        ProposalStatus.VOTING_PERIOD,
                        true,
                        NOW.plusSeconds(600),
                        new PartialUpgrade(20_000, "v9", ""));

        assertThat(codes(assess(expedited))).containsExactly("late-once-regular");
    }

    @Test
    void depositsAreHeldAgainstTheMinimum() {
        var assessed =
                assess(
                        proposal(
                                7,
                                ProposalStatus.DEPOSIT_PERIOD,
                                NOW.plusSeconds(60),
                                new PartialUpgrade(900_000, "v9", "")));

        assertThat(assessed.deposit().orElseThrow().enough()).isFalse();
        assertThat(assessed.deposit().orElseThrow().inWords())
                .isEqualTo("0.0000009 gonka of 0.025 gonka, 0.0249991 gonka missing");
        assertThat(assessed.end()).contains(NOW.plusSeconds(60));
        assertThat(assessed.verdict()).isEmpty();
    }

    @Test
    void aProposalWithoutDepositIsWarnedOfWhenAWholeVotingPeriodWouldEndTooLate() {
        var assessed =
                assess(
                        proposal(
                                7,
                                ProposalStatus.DEPOSIT_PERIOD,
                                NOW.plusSeconds(60),
                                new PartialUpgrade(20_000, "v9", "")));

        assertThat(codes(assessed)).containsExactly("can-be-late");
    }

    @Test
    void theOperatorsOwnVoteIsFoundAmongAll() {
        var mine =
                new Ballot(
                        "gonka1me",
                        List.of(
                                new Ballot.Choice(VoteOption.YES, new BigDecimal("0.700")),
                                new Ballot.Choice(VoteOption.NO, new BigDecimal("0.300"))));
        var votes = new VoteRecord.Seen(Map.of("gonka1me", mine), Map.of());

        var assessed =
                assessor()
                        .of(
                                proposal(7, ProposalStatus.VOTING_PERIOD, NOW.plusSeconds(600)),
                                true,
                                votes);

        assertThat(assessed.own().orElseThrow().inWords()).isEqualTo("yes 0.7, no 0.3");
        assertThat(assessed.verdict().orElseThrow().outcome())
                .isEqualTo(Verdict.Outcome.BELOW_QUORUM);
    }

    @Test
    void votesThatWereNotCountedHaveNoVerdict() {
        var voting = proposal(7, ProposalStatus.VOTING_PERIOD, NOW.plusSeconds(600));

        assertThat(assessor().of(voting, false, VoteRecord.Seen.NOTHING).verdict()).isEmpty();
    }

    @Test
    void whatAProposalDoesIsSaidInWordsAndLocalTime() {
        var words = new ProposalWords(head, KYIV);

        assertThat(words.of(new PartialUpgrade(1_600, "v3.0.9", "")))
                .isEqualTo("MLNode v3.0.9 from block 1,600, about Tue 15:57–16:02");
        assertThat(words.of(new PartialUpgrade(1_250_000, "v3.0.9", "")))
                .startsWith("MLNode v3.0.9 from block 1,250,000, about ")
                .contains(" Jan ");
        assertThat(words.of(new PartialUpgrade(900, "v3.0.9", "")))
                .isEqualTo("MLNode v3.0.9 from block 900, which is past");
        assertThat(words.of(new PartialUpgrade(1_600, " ", "{}")))
                .startsWith("other API node programs from block 1,600");
        assertThat(words.of(new ProposalMessage.SoftwareUpgrade("v0.2.1", 1_600, "")))
                .startsWith("the chain halts for v0.2.1 at block 1,600, about Tue ");
        assertThat(
                        words.of(
                                new ProposalMessage.SoftwareUpgrade(
                                        "v0.2.1", 900, "{\"node_version\":\"v3.0.9\"}")))
                .isEqualTo(
                        "the chain halts for v0.2.1 at block 900, which is past, with MLNode v3.0.9");
        assertThat(words.of(new ProposalMessage.CancelUpgrade()))
                .isEqualTo("the pending software upgrade is cancelled");
        assertThat(words.of(new ProposalMessage.Other("/cosmos.bank.v1beta1.MsgSend")))
                .isEqualTo("MsgSend, which concerns no MLNode");
    }

    @Test
    void whatAStrangerWroteIsShortAndPrintable() {
        var words = new ProposalWords(Optional.empty(), KYIV);

        assertThat(words.of(new PartialUpgrade(5, "\u001b[2Jv9" + "x".repeat(5_000), "")))
                .startsWith("MLNode ?[2Jv9xxx")
                .hasSizeLessThan(120);
    }

    private Assessment voting(Instant end, long height) {
        return assess(
                proposal(
                        7,
                        ProposalStatus.VOTING_PERIOD,
                        end,
                        new PartialUpgrade(height, "v9", "")));
    }

    private Assessment assess(Proposal proposal) {
        return assessor().of(proposal, true, VoteRecord.Seen.NOTHING);
    }

    private Assessor assessor() {
        return new Assessor(
                params(), BigInteger.valueOf(1_000_000), head, Optional.of("gonka1me"), KYIV);
    }

    private static List<String> codes(Assessment assessed) {
        return assessed.warnings().stream().map(Warning::code).toList();
    }
}

package io.lockstep.chain.governance;

import static io.lockstep.chain.governance.Sample.params;
import static io.lockstep.chain.governance.Sample.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.governance.Verdict.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
    private static final BigInteger BONDED = BigInteger.valueOf(1_000_000);

    /// Quorum and veto 33.4 %, threshold 50 %: the last vote on either side of each limit.
    @ParameterizedTest
    @CsvSource({
        "0,0,0,0,BELOW_QUORUM",
        "333999,0,0,0,BELOW_QUORUM",
        "334000,0,0,0,PASSES",
        "0,334000,0,0,ONLY_ABSTENTIONS",
        "1,333999,0,0,PASSES",
        "666000,0,0,334000,PASSES",
        "665999,0,0,334001,VETOED",
        "500000,0,500000,0,BELOW_THRESHOLD",
        "500001,0,499999,0,PASSES",
        "200000,400000,200000,0,BELOW_THRESHOLD",
        "200001,400000,200000,0,PASSES"
    })
    void theLastVoteDecides(long yes, long abstain, long no, long veto, Outcome outcome) {
        var verdict = Count.of(tally(yes, abstain, no, veto), BONDED, params(), false);

        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"660000,340000,true,BELOW_THRESHOLD", "660000,340000,false,PASSES"})
    void anExpeditedProposalNeedsMore(long yes, long no, boolean expedited, Outcome outcome) {
        assertThat(Count.of(tally(yes, 0, no, 0), BONDED, params(), expedited).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void withoutPowerNothingPasses() {
        assertThat(Count.of(tally(5, 0, 0, 0), BigInteger.ZERO, params(), false).outcome())
                .isEqualTo(Outcome.NO_POWER);
    }

    /// A third has no end as a decimal: the chain rounds it to 18 places, and so it is not above a
    /// threshold of as many threes.
    @Test
    void aShareIsRoundedAsTheChainRoundsIt() {
        var third = Count.share(BigInteger.ONE, BigInteger.valueOf(3));

        assertThat(third).isEqualByComparingTo("0.333333333333333333");
        assertThat(Count.share(BigInteger.TWO, BigInteger.valueOf(3)))
                .isEqualByComparingTo("0.666666666666666667");
    }

    @Test
    void theVerdictSaysHowMuchIsMissing() {
        assertThat(Count.of(tally(100_000, 0, 0, 0), BONDED, params(), false).inWords())
                .isEqualTo("below the quorum, 234000 more power must vote");
        assertThat(Count.of(tally(200_000, 0, 300_000, 0), BONDED, params(), false).inWords())
                .isEqualTo("would be rejected now, 100001 more yes are needed");
    }

    /// Against fractions without any rounding; powers this small never differ by it. What is said
    /// to be lacking is exactly what turns the outcome.
    @RepeatedTest(300)
    void anyTallyEqualsItsFractions() {
        var random = new Random();
        var bonded = 1L + random.nextInt(1_000_000);
        var left = bonded;
        var counts = new long[4];
        for (int option = 0; option < 4; option++) {
            counts[option] = random.nextLong(left + 1);
            left -= counts[option];
        }
        var tally = tally(counts[0], counts[1], counts[2], counts[3]);
        var expedited = random.nextBoolean();

        var verdict = Count.of(tally, BigInteger.valueOf(bonded), params(), expedited);

        assertThat(verdict.outcome()).isEqualTo(outcome(counts, bonded, expedited));
        if (verdict.outcome() == Outcome.BELOW_THRESHOLD) {
            assertThat(passes(counts, verdict.lacking().longValueExact(), expedited)).isTrue();
            assertThat(passes(counts, verdict.lacking().longValueExact() - 1, expedited)).isFalse();
        }
        if (verdict.outcome() == Outcome.BELOW_QUORUM) {
            var needed = tally.total().add(verdict.lacking()).longValueExact();
            assertThat(above(needed, bonded, 334, true)).isTrue();
            assertThat(above(needed - 1, bonded, 334, true)).isFalse();
        }
    }

    private static Outcome outcome(long[] counts, long bonded, boolean expedited) {
        var total = counts[0] + counts[1] + counts[2] + counts[3];
        if (!above(total, bonded, 334, true)) {
            return Outcome.BELOW_QUORUM;
        }
        if (total == counts[1]) {
            return Outcome.ONLY_ABSTENTIONS;
        }
        if (above(counts[3], total, 334, false)) {
            return Outcome.VETOED;
        }
        return passes(counts, 0, expedited) ? Outcome.PASSES : Outcome.BELOW_THRESHOLD;
    }

    private static boolean passes(long[] counts, long moreYes, boolean expedited) {
        var decisive = counts[0] + counts[2] + counts[3] + moreYes;
        return above(counts[0] + moreYes, decisive, expedited ? 667 : 500, false);
    }

    private static boolean above(long part, long whole, long thousandths, boolean orEqual) {
        var difference =
                BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(1000))
                        .subtract(
                                BigDecimal.valueOf(whole)
                                        .multiply(BigDecimal.valueOf(thousandths)));
        return difference.signum() > 0 || (orEqual && difference.signum() == 0);
    }
}

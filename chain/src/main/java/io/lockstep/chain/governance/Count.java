package io.lockstep.chain.governance;

import io.lockstep.chain.governance.Verdict.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Decides a tally as the chain does: quorum, then abstentions, then veto, then the threshold, each
/// with the chain's own decimals of 18 places.
public final class Count {
    private static final int PLACES = 18;

    private Count() {}

    /// @param bonded voting power of all bonded validators
    public static Verdict of(Tally tally, BigInteger bonded, GovParams params, boolean expedited) {
        var total = tally.total();
        if (bonded.signum() <= 0) {
            return new Verdict(
                    Outcome.NO_POWER,
                    BigInteger.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);
        }
        var turnout = share(total, bonded);
        var decisive = total.subtract(tally.abstain());
        var yes = share(tally.yes(), decisive);
        var veto = share(tally.noWithVeto(), total);
        var threshold = params.threshold(expedited);
        if (turnout.compareTo(params.quorum()) < 0) {
            var lacking = least(params.quorum(), bonded).subtract(total).max(BigInteger.ONE);
            return new Verdict(Outcome.BELOW_QUORUM, lacking, turnout, yes, veto);
        }
        if (decisive.signum() == 0) {
            return none(Outcome.ONLY_ABSTENTIONS, turnout, yes, veto);
        }
        if (veto.compareTo(params.vetoThreshold()) > 0) {
            return none(Outcome.VETOED, turnout, yes, veto);
        }
        return yes.compareTo(threshold) > 0
                ? none(Outcome.PASSES, turnout, yes, veto)
                : new Verdict(
                        Outcome.BELOW_THRESHOLD,
                        moreYes(tally.yes(), decisive, threshold),
                        turnout,
                        yes,
                        veto);
    }

    private static Verdict none(
            Outcome outcome, BigDecimal turnout, BigDecimal yes, BigDecimal veto) {
        return new Verdict(outcome, BigInteger.ZERO, turnout, yes, veto);
    }

    /// The chain cuts a quotient at 36 places and rounds it half to even at 18.
    static BigDecimal share(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO.setScale(PLACES)
                : new BigDecimal(part)
                        .divide(new BigDecimal(whole), 2 * PLACES, RoundingMode.DOWN)
                        .setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private static BigInteger least(BigDecimal share, BigInteger whole) {
        return share.multiply(new BigDecimal(whole))
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact();
    }

    /// The least x with (yes + x) / (decisive + x) above the threshold: new votes count on both
    /// sides of the fraction.
    private static BigInteger moreYes(BigInteger yes, BigInteger decisive, BigDecimal threshold) {
        var open = BigDecimal.ONE.subtract(threshold);
        if (open.signum() <= 0) {
            return decisive.subtract(yes).max(BigInteger.ONE);
        }
        var behind = threshold.multiply(new BigDecimal(decisive)).subtract(new BigDecimal(yes));
        return behind.divide(open, 0, RoundingMode.FLOOR).toBigIntegerExact().add(BigInteger.ONE);
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;

/// Counts votes and says what they decide: quorum first, then veto, then the threshold.
final class Tallying {
    private Tallying() {}

    /// @param burn whether the deposits are lost
    record Verdict(boolean passes, boolean burn) {}

    static Tally count(Collection<GovVote> votes) {
        return new Tally(
                power(votes, VoteOption.YES),
                power(votes, VoteOption.ABSTAIN),
                power(votes, VoteOption.NO),
                power(votes, VoteOption.NO_WITH_VETO));
    }

    static Verdict decide(Tally tally, long totalPower, GovernanceRules rules, boolean expedited) {
        var refused = new Verdict(false, false);
        if (tally.total().signum() == 0
                || share(tally.total(), BigInteger.valueOf(totalPower)).compareTo(rules.quorum())
                        < 0) {
            return refused;
        }
        var decisive = tally.total().subtract(tally.abstain());
        if (decisive.signum() == 0) {
            return refused;
        }
        if (share(tally.noWithVeto(), tally.total()).compareTo(rules.vetoThreshold()) > 0) {
            return new Verdict(false, true);
        }
        var yes = share(tally.yes(), decisive);
        return new Verdict(yes.compareTo(rules.threshold(expedited)) > 0, false);
    }

    private static BigInteger power(Collection<GovVote> votes, VoteOption option) {
        var sum = BigDecimal.ZERO;
        for (var vote : votes) {
            for (var part : vote.options()) {
                if (part.option() == option) {
                    sum = sum.add(part.weight().multiply(BigDecimal.valueOf(vote.power())));
                }
            }
        }
        return sum.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    private static BigDecimal share(BigInteger part, BigInteger whole) {
        return new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL64);
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Counts votes and says what they decide: quorum first, then veto, then the threshold.
final class Tallying {
    private Tallying() {}

    /// @param burn whether the deposits are lost
    record Verdict(boolean passes, boolean burn) {}

    /// A delegator that votes takes its share out of its validator's power; whoever has no power
    /// counts for nothing.
    static Tally count(SortedMap<String, GovVote> votes, List<Validator> validators) {
        var powers = new HashMap<String, Long>();
        for (var voter : votes.keySet()) {
            powers.put(voter, power(voter, votes.keySet(), validators));
        }
        return new Tally(
                power(votes.values(), powers, VoteOption.YES),
                power(votes.values(), powers, VoteOption.ABSTAIN),
                power(votes.values(), powers, VoteOption.NO),
                power(votes.values(), powers, VoteOption.NO_WITH_VETO));
    }

    private static long power(String voter, Set<String> voters, List<Validator> validators) {
        long power = 0;
        for (var validator : validators) {
            power += validator.delegators().getOrDefault(voter, 0L);
            if (validator.address().equals(voter)) {
                power += validator.power();
                for (var delegator : validator.delegators().entrySet()) {
                    power -= voters.contains(delegator.getKey()) ? delegator.getValue() : 0;
                }
            }
        }
        return power;
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

    private static BigInteger power(
            Collection<GovVote> votes, Map<String, Long> powers, VoteOption option) {
        var sum = BigDecimal.ZERO;
        for (var vote : votes) {
            for (var part : vote.options()) {
                if (part.option() == option) {
                    var power = powers.getOrDefault(vote.voter(), 0L);
                    sum = sum.add(part.weight().multiply(BigDecimal.valueOf(power)));
                }
            }
        }
        return sum.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    private static BigDecimal share(BigInteger part, BigInteger whole) {
        return new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL64);
    }
}

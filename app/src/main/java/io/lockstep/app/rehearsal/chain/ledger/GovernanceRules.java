package io.lockstep.app.rehearsal.chain.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// The parameters of governance that decide how a proposal goes.
public record GovernanceRules(
        Duration depositPeriod,
        Duration votingPeriod,
        Duration expeditedVotingPeriod,
        long minDeposit,
        long expeditedMinDeposit,
        BigDecimal quorum,
        BigDecimal threshold,
        BigDecimal expeditedThreshold,
        BigDecimal vetoThreshold) {

    /// What a cancelled proposal costs its proposer.
    public static final BigDecimal CANCEL_RATIO = new BigDecimal("0.5");

    /// The share of the minimum that a single deposit must reach.
    public static final BigDecimal MIN_DEPOSIT_RATIO = new BigDecimal("0.01");

    /// The ratios of the public network with periods of one's own.
    public static GovernanceRules lasting(Duration deposit, Duration voting, Duration expedited) {
        return new GovernanceRules(
                deposit,
                voting,
                expedited,
                1_000,
                2_000,
                new BigDecimal("0.334"),
                new BigDecimal("0.5"),
                new BigDecimal("0.667"),
                new BigDecimal("0.334"));
    }

    public long minDeposit(boolean expedited) {
        return expedited ? expeditedMinDeposit : minDeposit;
    }

    public Duration votingPeriod(boolean expedited) {
        return expedited ? expeditedVotingPeriod : votingPeriod;
    }

    public BigDecimal threshold(boolean expedited) {
        return expedited ? expeditedThreshold : threshold;
    }

    long smallestDeposit(boolean expedited) {
        return MIN_DEPOSIT_RATIO
                .multiply(BigDecimal.valueOf(minDeposit(expedited)))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }
}

package io.lockstep.chain.governance;

import io.lockstep.chain.tx.Coin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// The rules of governance, as the chain has them now: every network has its own and may vote on
/// them, so they are read and never assumed.
///
/// @param minInitialDepositRatio share of the minimum that must come with the submission
/// @param minDepositRatio share of the minimum that each single deposit must reach
/// @param proposalCancelRatio share of the deposits that a cancelled proposal loses
public record GovParams(
        List<Coin> minDeposit,
        List<Coin> expeditedMinDeposit,
        Duration maxDepositPeriod,
        Duration votingPeriod,
        Duration expeditedVotingPeriod,
        BigDecimal quorum,
        BigDecimal threshold,
        BigDecimal expeditedThreshold,
        BigDecimal vetoThreshold,
        BigDecimal minInitialDepositRatio,
        BigDecimal minDepositRatio,
        BigDecimal proposalCancelRatio,
        boolean burnVoteQuorum,
        boolean burnVoteVeto) {

    public List<Coin> minDeposit(boolean expedited) {
        return expedited ? expeditedMinDeposit : minDeposit;
    }

    public Duration votingPeriod(boolean expedited) {
        return expedited ? expeditedVotingPeriod : votingPeriod;
    }

    public BigDecimal threshold(boolean expedited) {
        return expedited ? expeditedThreshold : threshold;
    }
}

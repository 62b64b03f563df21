package io.lockstep.chain.governance;

import io.lockstep.chain.tx.Coin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A governance proposal with its tally: live while voting, final afterwards. Its texts are free
/// and come from strangers.
///
/// @param deposit what all depositors have put down together
public record Proposal(
        long id,
        String title,
        String summary,
        String metadata,
        String proposer,
        ProposalStatus status,
        boolean expedited,
        List<ProposalMessage> messages,
        List<Coin> deposit,
        Optional<Instant> submitTime,
        Optional<Instant> depositEnd,
        Optional<Instant> votingStart,
        Optional<Instant> votingEnd,
        Tally tally,
        String failedReason) {

    /// Whether it can still be decided.
    public boolean open() {
        return status == ProposalStatus.DEPOSIT_PERIOD || status == ProposalStatus.VOTING_PERIOD;
    }

    /// The same proposal with votes counted later than it was read.
    public Proposal counted(Tally live) {
        return new Proposal(
                id,
                title,
                summary,
                metadata,
                proposer,
                status,
                expedited,
                messages,
                deposit,
                submitTime,
                depositEnd,
                votingStart,
                votingEnd,
                live,
                failedReason);
    }
}

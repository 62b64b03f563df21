package io.lockstep.chain.propose;

import io.lockstep.chain.governance.GovParams;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.send.BlockStamp;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import io.lockstep.chain.upgrade.SoftwarePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a chain says about a proposal that is to be made, at one moment.
///
/// @param blockTime measured over recent blocks; empty on a young chain
/// @param expedited whose deposit and voting period count
/// @param entries MLNode versions that are decided
/// @param plan the pending software upgrade
/// @param open proposals that are not decided yet, all of them
/// @param carriedOut the height at which the proposed software upgrade was carried out before
/// @param balance of the proposer in the deposit's denomination
public record ProposalFacts(
        BlockStamp head,
        Optional<Duration> blockTime,
        GovParams params,
        boolean expedited,
        List<PartialUpgradeEntry> entries,
        Optional<SoftwarePlan> plan,
        List<Proposal> open,
        Optional<Long> carriedOut,
        Coin balance) {

    /// What brings the proposal into its voting period.
    public List<Coin> minDeposit() {
        return params.minDeposit(expedited);
    }

    public Duration votingPeriod() {
        return params.votingPeriod(expedited);
    }
}

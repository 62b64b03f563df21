package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A proposal on the chain, with the deposits and votes that exist while it is undecided.
public record GovProposal(
        long id,
        ProposalDraft draft,
        ProposalStatus status,
        boolean expedited,
        Instant submitTime,
        Instant depositEnd,
        Optional<Voting> voting,
        long totalDeposit,
        SortedMap<String, Long> deposits,
        SortedMap<String, GovVote> votes,
        Tally finalTally,
        String failedReason) {

    /// The time in which votes count.
    public record Voting(Instant start, Instant end) {}

    static GovProposal submitted(long id, ProposalDraft draft, Instant at, Instant depositEnd) {
        return new GovProposal(
                id,
                draft,
                ProposalStatus.DEPOSIT_PERIOD,
                draft.expedited(),
                at,
                depositEnd,
                Optional.empty(),
                0,
                new TreeMap<>(),
                new TreeMap<>(),
                Tally.NONE,
                "");
    }

    GovProposal deposited(String depositor, long amount) {
        var all = new TreeMap<>(deposits);
        all.merge(depositor, amount, Long::sum);
        return new GovProposal(
                id,
                draft,
                status,
                expedited,
                submitTime,
                depositEnd,
                voting,
                totalDeposit + amount,
                all,
                votes,
                finalTally,
                failedReason);
    }

    GovProposal votingFrom(Instant start, Instant end) {
        return with(ProposalStatus.VOTING_PERIOD, expedited, new Voting(start, end), votes);
    }

    GovProposal voted(GovVote vote) {
        var all = new TreeMap<>(votes);
        all.put(vote.voter(), vote);
        return with(status, expedited, voting.orElseThrow(), all);
    }

    /// An expedited proposal that failed goes on as a regular one; its votes are gone.
    GovProposal converted(Instant end) {
        var window = new Voting(voting.orElseThrow().start(), end);
        return with(status, false, window, new TreeMap<>());
    }

    /// Deposits and votes are deleted with the decision; the sum of the deposits stays on record.
    GovProposal decided(ProposalStatus end, Tally tally, String reason) {
        return new GovProposal(
                id,
                draft,
                end,
                expedited,
                submitTime,
                depositEnd,
                voting,
                totalDeposit,
                new TreeMap<>(),
                new TreeMap<>(),
                tally,
                reason);
    }

    private GovProposal with(
            ProposalStatus status,
            boolean expedited,
            Voting voting,
            SortedMap<String, GovVote> votes) {
        return new GovProposal(
                id,
                draft,
                status,
                expedited,
                submitTime,
                depositEnd,
                Optional.of(voting),
                totalDeposit,
                deposits,
                votes,
                finalTally,
                failedReason);
    }

    /// Live while voting, as decided afterwards, nothing before.
    public Tally tally(Genesis genesis) {
        return status == ProposalStatus.VOTING_PERIOD
                ? Tallying.count(votes, genesis.validators())
                : finalTally;
    }
}

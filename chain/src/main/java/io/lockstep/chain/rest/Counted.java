package io.lockstep.chain.rest;

import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.governance.VoteRecord;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Coin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// The live tallies of open proposals, and their votes and deposits, which are read again only when
/// their sum has changed.
final class Counted {
    private final GovernanceClient client;
    private final VoteRecord record;
    private final Map<Long, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<Long, Tally> recorded = new ConcurrentHashMap<>();
    private final Map<Long, List<Coin>> deposited = new ConcurrentHashMap<>();

    Counted(GovernanceClient client, VoteRecord record) {
        this.client = client;
        this.record = record;
    }

    /// Empty while it was not counted.
    Optional<Tally> tally(long id) {
        return Optional.ofNullable(tallies.get(id));
    }

    void count(List<Proposal> open, Together together) throws InterruptedException {
        var ids = open.stream().map(Proposal::id).toList();
        tallies.keySet().retainAll(ids);
        recorded.keySet().retainAll(ids);
        deposited.keySet().retainAll(ids);
        List<Callable<Boolean>> questions = new ArrayList<>();
        open.forEach(proposal -> questions.add(() -> count(proposal)));
        for (var asked : together.askAll(questions)) {
            var _ = Together.answer(asked);
        }
    }

    /// One that vanishes meanwhile, or cannot be read, is shown without its count.
    private boolean count(Proposal proposal) {
        try {
            votes(proposal);
            deposits(proposal);
            return true;
        } catch (ProblemException e) {
            tallies.remove(proposal.id());
            return false;
        }
    }

    private void votes(Proposal proposal) {
        if (proposal.status() != ProposalStatus.VOTING_PERIOD) {
            return;
        }
        var tally = client.tally(proposal.id());
        tallies.put(proposal.id(), tally);
        if (!tally.equals(recorded.get(proposal.id()))) {
            record.saw(proposal.id(), client.votes(proposal.id()), List.of());
            recorded.put(proposal.id(), tally);
        }
    }

    private void deposits(Proposal proposal) {
        if (!proposal.deposit().equals(deposited.get(proposal.id()))) {
            record.saw(proposal.id(), List.of(), client.deposits(proposal.id()));
            deposited.put(proposal.id(), proposal.deposit());
        }
    }
}

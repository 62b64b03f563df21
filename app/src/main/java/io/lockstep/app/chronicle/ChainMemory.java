package io.lockstep.app.chronicle;

import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.VoteMemory;
import io.lockstep.chain.governance.VoteRecord;
import io.lockstep.chain.problem.ProblemException;
import java.util.Collection;
import java.util.Optional;

/// Votes and deposits of the chain that is followed, on disk as well.
///
/// Until the chain-id is known it only remembers; a disk that refuses costs the memory over the
/// next start and nothing else.
public final class ChainMemory implements VoteRecord {
    private final Chronicle chronicle;
    private VoteMemory memory = new VoteMemory();
    private Optional<String> chain = Optional.empty();

    public ChainMemory(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /// Recalls what was seen of that chain before; what was remembered without its name is read
    /// again anyhow. Later calls do nothing: the addresses of a session belong to one chain.
    public synchronized void of(String chainId) {
        if (chain.isEmpty()) {
            var recalled = new VoteMemory();
            quietly(() -> chronicle.recall(chainId, recalled));
            memory = recalled;
            chain = Optional.of(chainId);
        }
    }

    @Override
    public synchronized void saw(
            long proposal, Collection<Ballot> ballots, Collection<Deposit> deposits) {
        var before = memory.of(proposal);
        memory.saw(proposal, ballots, deposits);
        chain.ifPresent(id -> keep(id, proposal, before, ballots, deposits));
    }

    private void keep(
            String chainId,
            long proposal,
            Seen before,
            Collection<Ballot> ballots,
            Collection<Deposit> deposits) {
        var voted =
                ballots.stream()
                        .filter(ballot -> !ballot.equals(before.ballots().get(ballot.voter())))
                        .toList();
        var paid =
                deposits.stream()
                        .filter(deposit ->
                                !deposit.equals(before.deposits().get(deposit.depositor())))
                        .toList();
        if (!voted.isEmpty() || !paid.isEmpty()) {
            quietly(() -> chronicle.keep(chainId, proposal, voted, paid));
        }
    }

    @Override
    public synchronized Seen of(long proposal) {
        return memory.of(proposal);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (ProblemException e) {
            System.getLogger(ChainMemory.class.getName())
                    .log(System.Logger.Level.WARNING, "votes are not kept", e);
        }
    }
}

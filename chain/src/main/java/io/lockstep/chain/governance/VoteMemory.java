package io.lockstep.chain.governance;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A [VoteRecord] that lasts as long as the program, of the newest proposals.
public final class VoteMemory implements VoteRecord {
    private static final int MOST = 500;

    private final SortedMap<Long, Seen> proposals = new TreeMap<>();

    @Override
    public synchronized void saw(
            long proposal, Collection<Ballot> ballots, Collection<Deposit> deposits) {
        proposals.put(proposal, merged(of(proposal), ballots, deposits));
        if (proposals.size() > MOST) {
            proposals.remove(proposals.firstKey());
        }
    }

    @Override
    public synchronized Seen of(long proposal) {
        return proposals.getOrDefault(proposal, Seen.NOTHING);
    }

    private static Seen merged(
            Seen seen, Collection<Ballot> ballots, Collection<Deposit> deposits) {
        SortedMap<String, Ballot> voters = new TreeMap<>(seen.ballots());
        ballots.forEach(ballot -> voters.put(ballot.voter(), ballot));
        SortedMap<String, Deposit> depositors = new TreeMap<>(seen.deposits());
        deposits.forEach(deposit -> depositors.put(deposit.depositor(), deposit));
        return new Seen(
                Collections.unmodifiableSortedMap(voters),
                Collections.unmodifiableSortedMap(depositors));
    }
}

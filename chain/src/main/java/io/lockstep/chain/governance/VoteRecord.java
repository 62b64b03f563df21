package io.lockstep.chain.governance;

import java.util.Collection;
import java.util.Map;

/// Who voted and who deposited, kept by us: the chain deletes both when a proposal ends (fact
/// sheet, section 2.4). Implementations are safe for several threads and may write to disk.
public interface VoteRecord {

    /// What was seen of one proposal, by address; the newest vote and the newest sum of each.
    record Seen(Map<String, Ballot> ballots, Map<String, Deposit> deposits) {
        public static final Seen NOTHING = new Seen(Map.of(), Map.of());
    }

    /// Adds what was read now. An address that is missing now was not taken back: the chain knows
    /// no such thing.
    void saw(long proposal, Collection<Ballot> ballots, Collection<Deposit> deposits);

    /// What was ever seen of it, in the order of addresses.
    Seen of(long proposal);
}

package io.lockstep.app.rehearsal.chain.ledger;

import java.util.List;
import java.util.Optional;

/// What became of a transaction in a block.
///
/// @param after the ledger with it
/// @param proposal the proposal it concerns
/// @param refusal why it did nothing, when it did nothing
/// @param events what its message left behind; none when it was refused
/// @param sequence the sequence its sender signed with
public record Outcome(
        Ledger after,
        Transaction transaction,
        long proposal,
        Optional<Refusal> refusal,
        List<ChainEvent> events,
        long sequence) {
    public Outcome {
        events = List.copyOf(events);
    }
}

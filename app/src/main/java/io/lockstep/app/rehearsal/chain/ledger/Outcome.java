package io.lockstep.app.rehearsal.chain.ledger;

import java.util.List;
import java.util.Optional;

/// What became of a transaction in a block.
///
/// @param after the ledger with it
/// @param effects what each message did, in order; none when it was refused
/// @param refusal why it did nothing, when it did nothing
public record Outcome(
        Ledger after,
        Envelope envelope,
        List<Effect> effects,
        Optional<Refusal> refusal,
        long gasUsed) {
    public Outcome {
        effects = List.copyOf(effects);
    }

    /// What a message did.
    ///
    /// @param proposal the proposal it concerns; 0 for none
    /// @param inner what the messages inside it did
    public record Effect(
            Transaction message, long proposal, List<ChainEvent> events, List<Effect> inner) {
        public Effect {
            events = List.copyOf(events);
            inner = List.copyOf(inner);
        }
    }
}

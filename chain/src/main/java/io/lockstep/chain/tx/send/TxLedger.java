package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import java.util.List;

/// Remembers, across restarts, what was sent and what became of it.
public interface TxLedger {
    /// Keeps the signed bytes; they are on disk when this returns. Called before anything is sent.
    void about(Sent sent);

    /// Keeps how it ended. An [Outcome.Unknown] leaves it open.
    void ended(Sent sent, Outcome outcome);

    /// What was signed for this account and has no end yet, oldest first.
    List<Sent> open(Address signer);
}

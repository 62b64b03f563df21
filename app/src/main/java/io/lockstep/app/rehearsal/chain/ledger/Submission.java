package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.tx.SignedTx;

/// A transaction on its way into a block.
public sealed interface Submission {
    /// Spoken by the driver of the chain for an account: nothing of it is signed, and it is always
    /// that account's next.
    record Spoken(Transaction message) implements Submission {}

    /// Broadcast by somebody who holds the key.
    record Broadcast(SignedTx tx) implements Submission {}
}

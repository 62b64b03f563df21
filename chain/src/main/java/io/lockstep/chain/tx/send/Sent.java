package io.lockstep.chain.tx.send;

import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.SignerData;

/// Signed bytes that may have left this machine, and what they were signed for.
public record Sent(SignedTx tx, SignerData data) {
    public String hash() {
        return tx.hash();
    }
}

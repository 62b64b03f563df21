package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Sent;
import io.lockstep.chain.tx.send.TxLedger;
import java.util.List;

/// The ledger of a sender that only prepares: nothing is ever sent with it.
enum Unkept implements TxLedger {
    LEDGER;

    @Override
    public void about(Sent sent) {
        throw new IllegalStateException("nothing may be sent without a journal");
    }

    @Override
    public void ended(Sent sent, Outcome outcome) {}

    @Override
    public List<Sent> open(Address signer) {
        return List.of();
    }
}

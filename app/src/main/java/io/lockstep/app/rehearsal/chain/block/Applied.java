package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.ChainEvent;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import java.util.List;

/// A block that was executed, with what came of it.
///
/// @param ledger the state after it
/// @param txs its transactions with their results
/// @param events of the block itself, without those of its transactions and without minting
/// @param appHash of the state after it
public record Applied(
        Block block, Ledger ledger, List<TxRecord> txs, List<ChainEvent> events, String appHash) {
    public Applied {
        txs = List.copyOf(txs);
        events = List.copyOf(events);
    }

    public long height() {
        return block.height();
    }
}

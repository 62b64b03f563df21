package io.lockstep.chain.tx.send;

import java.time.Instant;
import java.util.Optional;

/// What became of a transaction.
public sealed interface Outcome {
    String hash();

    /// It stands in a block and did what it says.
    record Done(TxResult result) implements Outcome {
        @Override
        public String hash() {
            return result.hash();
        }
    }

    /// It stands in a block, its fee is spent, and it did nothing.
    record Failed(TxResult result) implements Outcome {
        @Override
        public String hash() {
            return result.hash();
        }
    }

    /// The node did not take it in: it stands in no block and will not.
    record Refused(TxResult result) implements Outcome {
        @Override
        public String hash() {
            return result.hash();
        }
    }

    /// Its sequence went to another transaction or its time is over: it can never stand in a block.
    record Lapsed(String hash) implements Outcome {}

    /// It was not seen in a block so far and may still come.
    ///
    /// @param until when it stops being valid; empty when it has no such time
    record Unknown(String hash, Optional<Instant> until) implements Outcome {}
}

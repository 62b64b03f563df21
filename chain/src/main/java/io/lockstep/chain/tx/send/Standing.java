package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.Problem;

/// How a transaction that was signed elsewhere stands to a chain before it is sent.
public sealed interface Standing {
    /// It may be sent.
    ///
    /// @param account of its signer, as the chain has it
    record Fit(Account account) implements Standing {}

    /// It stands in a block already; sending it again does nothing.
    record Ended(Outcome outcome) implements Standing {}

    /// The chain would refuse it.
    record Unfit(Problem why) implements Standing {}
}

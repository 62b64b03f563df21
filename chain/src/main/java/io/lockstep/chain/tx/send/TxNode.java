package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import java.util.Optional;

/// What a transaction needs of a node. Methods block, and throw a
/// [io.lockstep.chain.problem.ProblemException] when no usable answer came.
public interface TxNode {
    String chainId();

    BlockStamp latest();

    /// Empty for an account that never received anything.
    Optional<Account> account(Address address);

    /// The gas that it would use.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException with the code `tx.refused` when the chain
    ///   would refuse it
    long simulate(byte[] tx);

    /// The least that this node takes for a unit of gas; empty when it asks for nothing, or does
    /// not say.
    Optional<GasPrice> leastGasPrice();

    /// Hands it in; fine means only that it waits for a block.
    TxResult broadcast(byte[] tx);

    /// Empty as long as it stands in no block that the node knows.
    Optional<TxResult> find(String hash);
}

package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.PublicKey;
import java.util.Optional;

/// An account as the chain has it.
///
/// @param sequence how many ordered transactions it has sent
/// @param publicKey unknown to the chain before the first transaction
public record Account(long number, long sequence, Optional<PublicKey> publicKey) {}

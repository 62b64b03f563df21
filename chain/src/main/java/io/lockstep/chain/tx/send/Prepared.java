package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.SignerData;

/// A transaction that was simulated and priced: what is shown before it is signed.
///
/// @param draft with its fee; the timeout of an unordered one begins only when it is signed
public record Prepared(Draft draft, SignerData data, PublicKey signer) {}

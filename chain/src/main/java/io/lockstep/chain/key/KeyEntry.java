package io.lockstep.chain.key;

import java.util.Optional;

/// A key of the keystore as it shows itself without being unlocked.
///
/// @param publicKey empty for an account that is only watched
public record KeyEntry(String name, Address address, Optional<PublicKey> publicKey) {
    public boolean watchOnly() {
        return publicKey.isEmpty();
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import java.util.Arrays;

/// Public keys of accounts nobody holds a key for: the right form, made from the address.
public final class PublicKeys {
    private PublicKeys() {}

    /// Compressed secp256k1, thirty-three bytes.
    public static byte[] ofAccount(String address) {
        var key = Arrays.copyOf(new byte[] {2}, 33);
        System.arraycopy(Digest.sha256("public key of " + address), 0, key, 1, 32);
        return key;
    }
}

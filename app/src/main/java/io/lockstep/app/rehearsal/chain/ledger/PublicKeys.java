package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.key.SigningKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Keys of the simulated network. The accounts that have a name have a real key, made from the
/// name, so that anybody may act for them; for others there is a public key of the right form that
/// nobody can sign with.
public final class PublicKeys {
    private PublicKeys() {}

    /// The secret of a named account: SHA-256 of `account of NAME`. The caller closes it.
    public static SigningKey secretOf(String name) {
        return SigningKey.of(Digest.sha256("account of " + name));
    }

    /// Compressed secp256k1, thirty-three bytes: a point of the curve.
    public static byte[] ofAccount(String address) {
        return Stream.iterate(0, n -> n + 1)
                .map(n -> candidate(address, n))
                .filter(key -> PublicKey.of(key).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /// As it stands in answers: the one it has signed with, or one of the right form.
    public static String base64(String address, Optional<String> known) {
        return known.orElseGet(
                () -> PublicKey.of(ofAccount(address)).map(PublicKey::base64).orElseThrow());
    }

    private static byte[] candidate(String address, int attempt) {
        var key = Arrays.copyOf(new byte[] {2}, 33);
        System.arraycopy(Digest.sha256("public key " + attempt + " of " + address), 0, key, 1, 32);
        return key;
    }
}

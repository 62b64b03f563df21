package io.lockstep.chain.key;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/// The public half of an account's key, compressed.
public final class PublicKey {
    private final byte[] compressed;

    private PublicKey(byte[] compressed) {
        this.compressed = compressed.clone();
    }

    /// Empty for what is no point of the curve.
    public static Optional<PublicKey> of(byte[] compressed) {
        return Curve.onCurve(compressed)
                ? Optional.of(new PublicKey(compressed))
                : Optional.empty();
    }

    static PublicKey ofSecret(byte[] secret) {
        return new PublicKey(Curve.multiply(secret));
    }

    /// 33 bytes, a copy.
    public byte[] bytes() {
        return compressed.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(compressed);
    }

    /// The account that this key signs for.
    public Address address() {
        var digest = new RIPEMD160Digest();
        var inner = Hash.sha256(compressed);
        digest.update(inner, 0, inner.length);
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return Address.of(hash);
    }

    /// Whether these 64 bytes sign this SHA-256 digest.
    public boolean signed(byte[] digest, byte[] signature) {
        return Curve.verify(compressed, digest, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(compressed, key.compressed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(compressed);
    }
}

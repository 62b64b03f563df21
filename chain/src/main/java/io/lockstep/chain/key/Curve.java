package io.lockstep.chain.key;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/// The curve secp256k1: multiplying, signing (RFC 6979, low S) and checking.
final class Curve {
    static final int SECRET = 32;

    private static final X9ECParameters NAMED = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(NAMED);

    private Curve() {}

    static BigInteger order() {
        return DOMAIN.getN();
    }

    /// Whether 32 bytes are a private key: above zero and below the order.
    static boolean fits(byte[] secret) {
        var number = new BigInteger(1, secret);
        return secret.length == SECRET && number.signum() > 0 && number.compareTo(order()) < 0;
    }

    /// The compressed public key, 33 bytes.
    static byte[] multiply(byte[] secret) {
        return DOMAIN.getG().multiply(new BigInteger(1, secret)).normalize().getEncoded(true);
    }

    /// Whether 33 bytes are a compressed point of the curve.
    static boolean onCurve(byte[] compressed) {
        try {
            return compressed.length == SECRET + 1
                    && !NAMED.getCurve().decodePoint(compressed).isInfinity();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// r and s, 32 bytes each; s is the lower of its two values.
    static byte[] sign(byte[] secret, byte[] digest) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), DOMAIN));
        var signature = signer.generateSignature(digest);
        var s = signature[1].min(order().subtract(signature[1]));
        var bytes = new byte[2 * SECRET];
        BigIntegers.asUnsignedByteArray(signature[0], bytes, 0, SECRET);
        BigIntegers.asUnsignedByteArray(s, bytes, SECRET, SECRET);
        return bytes;
    }

    /// A signature with the higher s is refused, as the chain refuses it.
    static boolean verify(byte[] compressed, byte[] digest, byte[] signature) {
        if (signature.length != 2 * SECRET) {
            return false;
        }
        var r = BigIntegers.fromUnsignedByteArray(signature, 0, SECRET);
        var s = BigIntegers.fromUnsignedByteArray(signature, SECRET, SECRET);
        var signer = new ECDSASigner();
        signer.init(
                false, new ECPublicKeyParameters(NAMED.getCurve().decodePoint(compressed), DOMAIN));
        return s.compareTo(order().shiftRight(1)) <= 0 && signer.verifySignature(digest, r, s);
    }
}

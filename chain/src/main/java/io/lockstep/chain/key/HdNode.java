package io.lockstep.chain.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.BigIntegers;

/// One node of a key tree (BIP-32), private side only. Closing wipes it.
final class HdNode implements AutoCloseable {
    private static final int HARDENED = 0x80000000;

    private final byte[] secret;
    private final byte[] chainCode;

    private HdNode(byte[] secret, byte[] chainCode) {
        this.secret = secret;
        this.chainCode = chainCode;
    }

    static HdNode master(byte[] seed) {
        var digest = hmac("Bitcoin seed".getBytes(StandardCharsets.US_ASCII), seed);
        try {
            return new HdNode(Arrays.copyOf(digest, 32), Arrays.copyOfRange(digest, 32, 64));
        } finally {
            Arrays.fill(digest, (byte) 0);
        }
    }

    /// The key of the first account of a coin: m/44'/coin'/0'/0/0. This node stays as it is.
    SigningKey account(int coinType) {
        return at(44 | HARDENED, coinType | HARDENED, HARDENED, 0, 0);
    }

    private SigningKey at(int... path) {
        var node = new HdNode(secret.clone(), chainCode.clone());
        for (var index : path) {
            try (var parent = node) {
                node = parent.child(index);
            }
        }
        try (var last = node) {
            return SigningKey.of(last.secret);
        }
    }

    private HdNode child(int index) {
        var data = ByteBuffer.allocate(37);
        if (index < 0) {
            data.put((byte) 0).put(secret);
        } else {
            data.put(Curve.multiply(secret));
        }
        var digest = hmac(chainCode, data.putInt(index).array());
        try {
            var left = new BigInteger(1, Arrays.copyOf(digest, 32));
            var sum = left.add(new BigInteger(1, secret)).mod(Curve.order());
            return new HdNode(
                    BigIntegers.asUnsignedByteArray(Curve.SECRET, sum),
                    Arrays.copyOfRange(digest, 32, 64));
        } finally {
            Arrays.fill(digest, (byte) 0);
            Arrays.fill(data.array(), (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(chainCode, (byte) 0);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        var hmac = new HMac(new SHA512Digest());
        hmac.init(new KeyParameter(key));
        hmac.update(data, 0, data.length);
        var digest = new byte[hmac.getMacSize()];
        hmac.doFinal(digest, 0);
        return digest;
    }
}

package io.lockstep.chain.key;

import java.util.Arrays;

/// A private key, held for one action and wiped when closed. It never shows itself in text.
public final class SigningKey implements AutoCloseable {
    /// The coin type of Gonka accounts. Programs of July 2025 used that of other chains, 118, which
    /// gives another address.
    public static final int COIN_TYPE = 1200;

    private final byte[] secret;
    private final PublicKey publicKey;

    private SigningKey(byte[] secret) {
        this.secret = secret;
        publicKey = PublicKey.ofSecret(secret);
    }

    /// Takes a copy of 32 bytes; the caller wipes the original.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException when they are no private key
    public static SigningKey of(byte[] secret) {
        if (!Curve.fits(secret)) {
            throw KeyProblems.noKey();
        }
        return new SigningKey(secret.clone());
    }

    /// From 64 hexadecimal digits, with or without a leading 0x. The digits are left to the caller
    /// to wipe.
    public static SigningKey ofHex(char[] digits) {
        var from = digits.length == 66 && digits[0] == '0' && (digits[1] | 32) == 'x' ? 2 : 0;
        var secret = new byte[Curve.SECRET];
        try {
            if (digits.length - from != 2 * Curve.SECRET) {
                throw KeyProblems.noKey();
            }
            for (int i = 0; i < secret.length; i++) {
                var high = digit(digits[from + 2 * i]);
                secret[i] = (byte) ((high << 4) | digit(digits[from + 2 * i + 1]));
            }
            return of(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The key of an operator's account: path m/44'/1200'/0'/0/0.
    public static SigningKey of(Mnemonic mnemonic) {
        return of(mnemonic, COIN_TYPE);
    }

    /// As [#of(Mnemonic)], with another coin type in the path.
    public static SigningKey of(Mnemonic mnemonic, int coinType) {
        var seed = mnemonic.seed();
        try (var node = HdNode.master(seed)) {
            return node.account(coinType);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public Address address() {
        return publicKey.address();
    }

    /// Signs a SHA-256 digest: 64 bytes, always the same for the same key and digest.
    public byte[] sign(byte[] digest) {
        if (!Curve.fits(secret)) {
            throw new IllegalStateException("the key was wiped");
        }
        return Curve.sign(secret, digest);
    }

    /// A copy of the secret for the keystore, which wipes it.
    byte[] secret() {
        return secret.clone();
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "key of " + address();
    }

    private static int digit(char letter) {
        var value = Character.digit(letter, 16);
        if (value < 0 || letter > 'f') {
            throw KeyProblems.noKey();
        }
        return value;
    }
}

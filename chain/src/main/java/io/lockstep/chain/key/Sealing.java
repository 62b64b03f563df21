package io.lockstep.chain.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Locks bytes with a password: Argon2id, then AES-256-GCM. Takes about a second and 256 MiB.
final class Sealing {
    static final int SALT = 16;
    static final int NONCE = 12;

    private static final int KEY = 32;
    private static final int TAG_BITS = 128;

    private Sealing() {}

    static byte[] seal(byte[] secret, char[] password, KeyHeader header) {
        try {
            return run(true, secret, password, header);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing checks no tag", e);
        }
    }

    /// Empty when the password is wrong or the file was changed: the two look alike.
    static Optional<byte[]> open(byte[] sealed, char[] password, KeyHeader header) {
        try {
            return Optional.of(run(false, sealed, password, header));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    private static byte[] run(boolean seal, byte[] in, char[] password, KeyHeader header)
            throws InvalidCipherTextException {
        var key = derived(password, header);
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        try {
            cipher.init(
                    seal,
                    new AEADParameters(
                            new KeyParameter(key), TAG_BITS, header.nonce(), header.bound()));
            return through(cipher, in);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] through(GCMModeCipher cipher, byte[] in)
            throws InvalidCipherTextException {
        var buffer = new byte[cipher.getOutputSize(in.length)];
        try {
            var length = cipher.processBytes(in, 0, in.length, buffer, 0);
            length += cipher.doFinal(buffer, length);
            return Arrays.copyOf(buffer, length);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static byte[] derived(char[] password, KeyHeader header) {
        var bytes = utf8(password);
        var key = new byte[KEY];
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(header.cost().memoryKib())
                            .withIterations(header.cost().passes())
                            .withParallelism(header.cost().lanes())
                            .withSalt(header.salt())
                            .build());
            generator.generateBytes(bytes, key);
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] utf8(char[] text) {
        var room = ByteBuffer.allocate(4 * text.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), room, true);
        var bytes = Arrays.copyOf(room.array(), room.position());
        Arrays.fill(room.array(), (byte) 0);
        return bytes;
    }
}

package io.lockstep.chain.key;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/// The words a key is made of (BIP-39, English, no passphrase), checked. Closing wipes them, and no
/// sentence of ours ever quotes one.
public final class Mnemonic implements AutoCloseable {
    private static final int WORD_BITS = 11;
    private static final int ROUNDS = 2048;
    private static final byte[] SALT = "mnemonic".getBytes(StandardCharsets.US_ASCII);

    /// The place of each word in the list.
    private final int[] words;

    private Mnemonic(int[] words) {
        this.words = words;
    }

    /// Reads words with any white space between them, in any case. The text is left to the caller
    /// to wipe.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException when a word is unknown, their number is
    ///   not 12, 15, 18, 21 or 24, or the checksum in the last word is wrong
    public static Mnemonic read(char[] text) {
        var words = WordList.ENGLISH.places(text);
        if (words.length < 12 || words.length > 24 || words.length % 3 != 0) {
            throw KeyProblems.words("has %d words".formatted(words.length));
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i] < 0) {
                throw KeyProblems.words(
                        "has an unknown word at place %d of %d".formatted(i + 1, words.length));
            }
        }
        var entropy = entropy(words);
        var agrees = Arrays.equals(words, withChecksum(entropy));
        Arrays.fill(entropy, (byte) 0);
        if (!agrees) {
            throw KeyProblems.words("is not one: its last word, a checksum, does not fit");
        }
        return new Mnemonic(words);
    }

    /// 24 new words.
    public static Mnemonic fresh(SecureRandom random) {
        var entropy = new byte[32];
        random.nextBytes(entropy);
        var mnemonic = new Mnemonic(withChecksum(entropy));
        Arrays.fill(entropy, (byte) 0);
        return mnemonic;
    }

    /// The words with one space between them; the caller wipes them.
    public char[] text() {
        var text = CharBuffer.allocate(words.length * 9);
        for (int i = 0; i < words.length; i++) {
            text.put(i == 0 ? "" : " ").put(WordList.ENGLISH.word(words[i]));
        }
        var exact = Arrays.copyOf(text.array(), text.position());
        Arrays.fill(text.array(), '\0');
        return exact;
    }

    /// 64 bytes; the caller wipes them.
    byte[] seed() {
        var text = text();
        var bytes = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            bytes[i] = (byte) text[i];
        }
        try {
            var generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
            generator.init(bytes, SALT, ROUNDS);
            return ((KeyParameter) generator.generateDerivedMacParameters(512)).getKey();
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(words, 0);
    }

    @Override
    public String toString() {
        return "mnemonic of %d words".formatted(words.length);
    }

    /// The bits without the checksum, of which there is one for every 32.
    private static byte[] entropy(int[] words) {
        var entropy = new byte[words.length * WORD_BITS * 32 / 33 / 8];
        for (int bit = 0; bit < entropy.length * 8; bit++) {
            var set = (words[bit / WORD_BITS] >> (WORD_BITS - 1 - bit % WORD_BITS)) & 1;
            entropy[bit / 8] |= (byte) (set << (7 - bit % 8));
        }
        return entropy;
    }

    private static int[] withChecksum(byte[] entropy) {
        var hash = Hash.sha256(entropy);
        var bits = entropy.length * 8;
        var words = new int[(bits + bits / 32) / WORD_BITS];
        for (int bit = 0; bit < words.length * WORD_BITS; bit++) {
            var source = bit < bits ? entropy[bit / 8] : hash[(bit - bits) / 8];
            words[bit / WORD_BITS] =
                    (words[bit / WORD_BITS] << 1) | ((source >> (7 - bit % 8)) & 1);
        }
        return words;
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;

/// Addresses in bech32, as the chain writes them.
public final class Bech32 {
    public static final String PREFIX = "gonka";

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };

    /// Address of the gov module, the authority of everything a proposal does.
    public static final String GOV = encode(PREFIX, Arrays.copyOf(Digest.sha256("gov"), 20));

    /// The order of the bytes behind the addresses, which is the order of a store's keys. Texts
    /// that are no addresses have a place, too.
    public static final Comparator<String> BYTE_ORDER =
            Comparator.comparing((String address) -> orderable(address))
                    .thenComparing(Comparator.naturalOrder());

    private Bech32() {}

    /// The address of a named account: that of [PublicKeys#secretOf].
    public static String addressFor(String name) {
        try (var key = PublicKeys.secretOf(name)) {
            return key.address().text();
        }
    }

    public static String encode(String prefix, byte[] bytes) {
        var words = regroup(bytes, 8, 5, true);
        var text = new StringBuilder(prefix).append('1');
        for (var word : words) {
            text.append(ALPHABET.charAt(word));
        }
        for (var word : checksum(prefix, words)) {
            text.append(ALPHABET.charAt(word));
        }
        return text.toString();
    }

    /// The bytes of an address; what is wrong with it is told in the words of the chain.
    public static byte[] decode(String address) {
        var separator = address.lastIndexOf('1');
        if (separator < 1 || separator + 7 > address.length()) {
            throw new IllegalArgumentException("invalid separator index " + separator);
        }
        var prefix = address.substring(0, separator);
        var words = new byte[address.length() - separator - 1];
        for (int i = 0; i < words.length; i++) {
            var at = ALPHABET.indexOf(address.charAt(separator + 1 + i));
            if (at < 0) {
                throw new IllegalArgumentException("invalid character not part of charset");
            }
            words[i] = (byte) at;
        }
        var data = Arrays.copyOf(words, words.length - 6);
        if (!Arrays.equals(
                checksum(prefix, data), Arrays.copyOfRange(words, data.length, words.length))) {
            throw new IllegalArgumentException("invalid checksum");
        }
        return regroup(data, 5, 8, false);
    }

    private static String orderable(String address) {
        var data = address.substring(address.lastIndexOf('1') + 1);
        var text = new StringBuilder();
        for (int i = 0; i < data.length(); i++) {
            text.append((char) (ALPHABET.indexOf(data.charAt(i)) + 1));
        }
        return text.toString();
    }

    private static byte[] checksum(String prefix, byte[] words) {
        var values = new ByteArrayOutputStream();
        prefix.chars().forEach(c -> values.write(c >> 5));
        values.write(0);
        prefix.chars().forEach(c -> values.write(c & 31));
        values.writeBytes(words);
        values.writeBytes(new byte[6]);
        var sum = polymod(values.toByteArray()) ^ 1;
        var checksum = new byte[6];
        for (int i = 0; i < 6; i++) {
            checksum[i] = (byte) ((sum >> (5 * (5 - i))) & 31);
        }
        return checksum;
    }

    private static int polymod(byte[] values) {
        int sum = 1;
        for (var value : values) {
            int top = sum >>> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ value;
            for (int i = 0; i < GENERATOR.length; i++) {
                sum ^= ((top >> i) & 1) == 1 ? GENERATOR[i] : 0;
            }
        }
        return sum;
    }

    private static byte[] regroup(byte[] groups, int from, int to, boolean pad) {
        var out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (var group : groups) {
            held = ((held << from) | (group & ((1 << from) - 1))) & 0xfff;
            for (bits += from; bits >= to; ) {
                bits -= to;
                out.write((held >> bits) & ((1 << to) - 1));
            }
        }
        if (pad && bits > 0) {
            out.write((held << (to - bits)) & ((1 << to) - 1));
        }
        return out.toByteArray();
    }
}

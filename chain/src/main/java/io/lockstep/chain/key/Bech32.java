package io.lockstep.chain.key;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/// The checksummed text form of addresses (BIP-173): a prefix, a `1` and groups of five bits.
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    private static final int CHECKSUM = 6;
    private static final int LONGEST = 90;

    private Bech32() {}

    static String encode(String prefix, byte[] data) {
        var groups = regroup(data, 8, 5, true).orElseThrow();
        var text = new StringBuilder(prefix).append('1');
        for (var group : groups) {
            text.append(ALPHABET.charAt(group));
        }
        for (var group : checksum(prefix, groups)) {
            text.append(ALPHABET.charAt(group));
        }
        return text.toString();
    }

    /// Empty for whatever is not exactly the encoding of some bytes with this lower-case prefix.
    static Optional<byte[]> decode(String prefix, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var separator = lower.lastIndexOf('1');
        if (mixed(text, lower)
                || !lower.startsWith(prefix + "1")
                || separator != prefix.length()
                || separator + CHECKSUM >= lower.length()) {
            return Optional.empty();
        }
        return groups(lower.substring(separator + 1))
                .filter(groups -> polymod(prefix, groups, 0) == 1)
                .flatMap(groups -> regroup(body(groups), 5, 8, false));
    }

    private static boolean mixed(String text, String lower) {
        var upper = text.toUpperCase(Locale.ROOT);
        return text.length() > LONGEST
                || !(text.equals(lower) || text.equals(upper))
                || text.chars().anyMatch(letter -> letter < 33 || letter > 126);
    }

    private static Optional<byte[]> groups(String data) {
        var groups = new byte[data.length()];
        for (int i = 0; i < groups.length; i++) {
            var value = ALPHABET.indexOf(data.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            groups[i] = (byte) value;
        }
        return Optional.of(groups);
    }

    private static byte[] body(byte[] groups) {
        var body = new byte[groups.length - CHECKSUM];
        System.arraycopy(groups, 0, body, 0, body.length);
        return body;
    }

    /// Packs bits anew; without padding what is left over must be less than a group and zero.
    private static Optional<byte[]> regroup(byte[] in, int from, int to, boolean pad) {
        var out = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (var value : in) {
            held = (held << from) | (value & 0xff);
            bits += from;
            while (bits >= to) {
                bits -= to;
                out.write((held >> bits) & ((1 << to) - 1));
            }
            held &= (1 << bits) - 1;
        }
        if (pad && bits > 0) {
            out.write((held << (to - bits)) & ((1 << to) - 1));
        }
        var whole = pad || (bits < from && held == 0);
        return whole ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private static byte[] checksum(String prefix, byte[] groups) {
        var sum = polymod(prefix, groups, CHECKSUM) ^ 1;
        var checksum = new byte[CHECKSUM];
        for (int i = 0; i < CHECKSUM; i++) {
            checksum[i] = (byte) ((sum >> (5 * (CHECKSUM - 1 - i))) & 31);
        }
        return checksum;
    }

    private static int polymod(String prefix, byte[] groups, int zeros) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (var group : groups) {
            sum = step(sum, group);
        }
        for (int i = 0; i < zeros; i++) {
            sum = step(sum, 0);
        }
        return sum;
    }

    private static int step(int sum, int value) {
        var top = sum >> 25;
        var next = ((sum & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >> i) & 1) * GENERATOR[i];
        }
        return next;
    }
}

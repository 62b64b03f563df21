package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;

/// The field names that mean something to a proxy, as small numbers that fit into a bit set.
public final class Name {
    public static final int OTHER = 0;
    public static final int HOST = 1;
    public static final int CONNECTION = 2;
    public static final int CONTENT_LENGTH = 3;
    public static final int TRANSFER_ENCODING = 4;
    public static final int TE = 5;
    public static final int UPGRADE = 6;
    public static final int KEEP_ALIVE = 7;
    public static final int PROXY_CONNECTION = 8;
    public static final int PROXY_AUTHENTICATE = 9;
    public static final int PROXY_AUTHORIZATION = 10;
    public static final int EXPECT = 11;
    public static final int VIA = 12;
    public static final int X_FORWARDED_FOR = 13;
    public static final int X_REAL_IP = 14;
    public static final int TRAILER = 15;

    private static final String[] KNOWN = {
        "host",
        "connection",
        "content-length",
        "transfer-encoding",
        "te",
        "upgrade",
        "keep-alive",
        "proxy-connection",
        "proxy-authenticate",
        "proxy-authorization",
        "expect",
        "via",
        "x-forwarded-for",
        "x-real-ip",
        "trailer"
    };
    private static final byte[][] SPELLED =
            Arrays.stream(KNOWN).map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);
    private static final int[][] OF_LENGTH = byLength();

    private Name() {}

    /// A set of names, to be asked with [#in].
    public static int set(int... names) {
        var set = 0;
        for (var name : names) {
            set |= 1 << name;
        }
        return set;
    }

    public static boolean in(int set, int name) {
        return (set >>> name & 1) != 0;
    }

    /// The number of the name between, in whatever case it is written.
    static int of(byte[] bytes, int from, int to) {
        var length = to - from;
        if (length >= OF_LENGTH.length) {
            return OTHER;
        }
        for (var name : OF_LENGTH[length]) {
            if (is(bytes, from, to, SPELLED[name - 1])) {
                return name;
            }
        }
        return OTHER;
    }

    /// Whether the bytes between spell `lower` in any case. For letters, digits and dashes only.
    static boolean is(byte[] bytes, int from, int to, byte[] lower) {
        if (to - from != lower.length) {
            return false;
        }
        for (var i = 0; i < lower.length; i++) {
            var b = bytes[from + i];
            var folded = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            if (folded != lower[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[][] byLength() {
        var longest = Arrays.stream(KNOWN).mapToInt(String::length).max().orElse(0);
        var table = new int[longest + 1][];
        for (var length = 0; length <= longest; length++) {
            var names = new ArrayList<Integer>();
            for (var i = 0; i < KNOWN.length; i++) {
                if (KNOWN[i].length() == length) {
                    names.add(i + 1);
                }
            }
            table[length] = names.stream().mapToInt(Integer::intValue).toArray();
        }
        return table;
    }
}

package io.lockstep.engine.http;

/// Which byte may stand where, in one table of classes (RFC 9110 section 5.6.2, RFC 3986).
final class Octets {
    static final int TOKEN = 1;
    static final int TEXT = 2;
    static final int TARGET = 4;
    static final int HOST = 8;

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String HOST_MARKS = "._~%!$&'()*+;=:[]-";
    private static final byte[] CLASSES = classes();

    private Octets() {}

    static boolean is(byte b, int octets) {
        return (CLASSES[b & 0xff] & octets) != 0;
    }

    /// Where the run of such bytes that begins at `from` ends.
    static int skip(byte[] bytes, int from, int to, int octets) {
        var at = from;
        while (at < to && (CLASSES[bytes[at] & 0xff] & octets) != 0) {
            at++;
        }
        return at;
    }

    private static byte[] classes() {
        var table = new byte[256];
        for (var c = 0; c < 256; c++) {
            var letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            var plain = letter || (c >= '0' && c <= '9');
            var visible = c > ' ' && c < 0x7f;
            var classes = 0;
            classes |= plain || TOKEN_MARKS.indexOf(c) >= 0 ? TOKEN : 0;
            classes |= visible || c == ' ' || c == '\t' || c >= 0x80 ? TEXT : 0;
            classes |= visible && c != '\\' && c != '#' ? TARGET : 0;
            classes |= plain || HOST_MARKS.indexOf(c) >= 0 ? HOST : 0;
            table[c] = (byte) classes;
        }
        return table;
    }
}

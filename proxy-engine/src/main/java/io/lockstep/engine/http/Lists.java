package io.lockstep.engine.http;

/// Walks over a value that is a list with commas, without making its elements (RFC 9110 section
/// 5.6.1).
public final class Lists {
    private Lists() {}

    /// Where the element that begins at `from` ends.
    public static int end(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    static int stripFront(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && space(bytes[at])) {
            at++;
        }
        return at;
    }

    static int stripBack(byte[] bytes, int from, int to) {
        var at = to;
        while (at > from && space(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /// Whether an element of the list is the bytes of `name` in any case.
    ///
    /// @param name where the name lies in the same bytes
    public static boolean contains(byte[] bytes, int from, int to, int name, int nameTo) {
        var at = from;
        while (at < to) {
            var comma = end(bytes, at, to);
            var first = stripFront(bytes, at, comma);
            var last = stripBack(bytes, at, comma);
            if (last - first == nameTo - name && same(bytes, first, last, name)) {
                return true;
            }
            at = comma + 1;
        }
        return false;
    }

    private static boolean same(byte[] bytes, int from, int to, int other) {
        for (var i = 0; i < to - from; i++) {
            if (lower(bytes[from + i]) != lower(bytes[other + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    private static boolean space(byte b) {
        return b == ' ' || b == '\t';
    }
}

package io.lockstep.engine.proxy;

/// The request target split at its first path segment, as places in the bytes of the head. Bytes
/// are compared as they came; nothing is decoded, so what one version's prefix matches cannot reach
/// another one's upstream. Used again for each request.
final class Target {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int prefixTo;
    private int pathTo;
    private boolean pathless;

    /// False for a target that must be refused: not in origin form, or with dot segments, encoded
    /// dots, encoded slashes or backslashes in its path. Such bytes as a scanner lets pass are
    /// expected.
    boolean read(byte[] head, int first, int end) {
        bytes = head;
        from = first;
        to = end;
        pathless = false;
        return first < end && head[first] == '/' && plain();
    }

    /// As [#read], of what stands behind an authority and has no path: a query, if anything. Its
    /// path is a slash that is not among the bytes.
    void readPathless(byte[] head, int first, int end) {
        bytes = head;
        from = first - 1;
        to = end;
        prefixTo = first;
        pathTo = first;
        pathless = true;
    }

    /// Walks over the path and finds where its first segment and it itself end.
    private boolean plain() {
        prefixTo = -1;
        var segment = from + 1;
        var at = from + 1;
        for (; at < to && bytes[at] != '?'; at++) {
            if (bytes[at] == '%' && hidden(at)) {
                return false;
            }
            if (bytes[at] == '/') {
                if (at == from + 1 || dots(segment, at)) {
                    return false;
                }
                prefixTo = prefixTo < 0 ? at : prefixTo;
                segment = at + 1;
            }
        }
        pathTo = at;
        prefixTo = prefixTo < 0 ? at : prefixTo;
        return !dots(segment, at);
    }

    /// An encoded dot, slash or backslash.
    private boolean hidden(int percent) {
        if (percent + 2 >= to) {
            return false;
        }
        var high = bytes[percent + 1];
        var low = bytes[percent + 2] | 0x20;
        return (high == '2' && (low == 'e' || low == 'f')) || (high == '5' && low == 'c');
    }

    /// Whether the segment between is one dot or two.
    private boolean dots(int segment, int end) {
        var length = end - segment;
        return (length == 1 || length == 2) && bytes[segment] == '.' && bytes[end - 1] == '.';
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isPathless() {
        return pathless;
    }

    /// Where the first segment begins, behind its slash.
    int prefixFrom() {
        return from + 1;
    }

    /// Where the first segment ends; where it begins when there is none.
    int prefixTo() {
        return prefixTo;
    }

    boolean hasPrefix() {
        return prefixTo > from + 1;
    }

    /// Where the path ends and the query may begin.
    int pathTo() {
        return pathTo;
    }
}

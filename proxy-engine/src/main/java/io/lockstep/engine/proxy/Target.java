package io.lockstep.engine.proxy;

import java.util.Optional;

/// The request target split at its first path segment. Bytes are compared as they came; nothing is
/// decoded, so what one version's prefix matches cannot reach another one's upstream.
///
/// @param prefix the first segment, when there is one
/// @param rest what follows it, beginning with a slash, query included
/// @param whole the target as it came
record Target(Optional<String> prefix, String rest, String whole) {

    /// Empty for a target that must be refused: not in origin form, or with dot segments, encoded
    /// dots, encoded slashes or backslashes in its path.
    static Optional<Target> parse(String target) {
        if (target.isEmpty() || target.charAt(0) != '/' || !printable(target)) {
            return Optional.empty();
        }
        var query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        if (ambiguous(path)) {
            return Optional.empty();
        }
        var end = path.indexOf('/', 1);
        var segment = path.substring(1, end < 0 ? path.length() : end);
        var rest = target.substring(1 + segment.length());
        return Optional.of(
                new Target(
                        segment.isEmpty() ? Optional.empty() : Optional.of(segment),
                        rest.startsWith("/") ? rest : "/" + rest,
                        target));
    }

    private static boolean printable(String target) {
        for (var i = 0; i < target.length(); i++) {
            var c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
                return false;
            }
        }
        return true;
    }

    private static boolean ambiguous(String path) {
        var segment = 0;
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' && hidden(path, i)) {
                return true;
            }
            if (c == '/') {
                if (dots(path, segment, i)) {
                    return true;
                }
                segment = i + 1;
            }
        }
        return path.startsWith("//") || dots(path, segment, path.length());
    }

    /// An encoded dot, slash or backslash.
    private static boolean hidden(String path, int percent) {
        return path.regionMatches(true, percent, "%2e", 0, 3)
                || path.regionMatches(true, percent, "%2f", 0, 3)
                || path.regionMatches(true, percent, "%5c", 0, 3);
    }

    /// Whether the segment between is one dot or two.
    private static boolean dots(String path, int from, int to) {
        var length = to - from;
        return (length == 1 || length == 2)
                && path.charAt(from) == '.'
                && path.charAt(to - 1) == '.';
    }
}

package io.lockstep.engine.proxy;

import java.util.Locale;
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
        return target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#');
    }

    private static boolean ambiguous(String path) {
        var plain = path.toLowerCase(Locale.ROOT);
        if (plain.contains("%2e") || plain.contains("%2f") || plain.contains("%5c")) {
            return true;
        }
        if (plain.startsWith("//")) {
            return true;
        }
        for (var segment : plain.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}

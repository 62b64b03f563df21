package io.lockstep.app.proxy.raw;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One whole request as bytes say it, one `char` a byte.
///
/// @param fields as they came, without the white space around values
/// @param sizes the lines before its chunks
record Message(
        String method,
        String target,
        String version,
        List<Field> fields,
        String body,
        String sizes,
        List<Field> trailers) {
    /// What ends at each hop, and what a proxy writes itself.
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "upgrade",
                    "transfer-encoding",
                    "content-length",
                    "expect",
                    "via",
                    "x-real-ip",
                    "x-forwarded-for");

    /// A header field or a trailer.
    ///
    /// @param tabbed a tabulator stood around its value
    record Field(String name, String value, boolean tabbed) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    List<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /// What must not depend on the proxy: method, target and body.
    String essence() {
        return "%s %s [%s]".formatted(method, target, body);
    }

    /// The fields that go from end to end, sorted by name, values of one name in their order.
    List<String> endToEnd() {
        var ending = new TreeSet<>(OWN);
        for (var named : values("connection")) {
            for (var name : named.split(",", -1)) {
                ending.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        ending.remove("host");
        return fields.stream()
                .filter(field -> !ending.contains(field.name().toLowerCase(Locale.ROOT)))
                .map(field -> field.name().toLowerCase(Locale.ROOT) + ": " + field.value())
                .sorted()
                .toList();
    }

    /// As the upstream of a proxy that cuts `/v1` off must see it.
    Message routed() {
        var origin =
                target.matches("(?is)https?://.*")
                        ? target.replaceFirst("(?i)https?://[^/?]*", "")
                        : target;
        var path = origin.isEmpty() || origin.startsWith("?") ? "/" + origin : origin;
        var cut = path.matches("(?s)/v1([/?].*)?") ? path.substring(3) : path;
        var rooted = cut.startsWith("/") || cut.equals("*") ? cut : "/" + cut;
        return new Message(method, rooted, version, fields, body, sizes, trailers);
    }
}

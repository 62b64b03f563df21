package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads whole messages at once by the grammar of RFC 9112, written down as it stands there; slow,
/// and plain enough to be believed. What the scanners take is held against it.
final class Slowly {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String TEXT = "[\\t -~\\x80-\\xff]*+";
    private static final String FIELDS = "((?:" + TOKEN + ":" + TEXT + "\\r\\n)*+)\\r\\n";
    private static final Pattern REQUEST =
            Pattern.compile(
                    "(?:\\r\\n)*+(?<method>"
                            + TOKEN
                            + ") (?<target>[!-~&&[^\\\\#]]++) HTTP/1\\.(?<minor>[01])\\r\\n(?<fields>"
                            + FIELDS
                            + ")");
    private static final Pattern ANSWER =
            Pattern.compile(
                    "HTTP/1\\.(?<minor>[01]) (?<status>[1-9][0-9]{2})(?: "
                            + TEXT
                            + ")?\\r\\n(?<fields>"
                            + FIELDS
                            + ")");
    private static final Pattern SIZE =
            Pattern.compile("(?<size>[0-9A-Fa-f]{1,15})(?<extension>;" + TEXT + ")?\\r\\n");
    private static final Pattern TRAILERS = Pattern.compile(FIELDS);

    private Slowly() {}

    /// A field, its name in small letters.
    record Field(String name, String value) {}

    /// @param length bytes of the head
    record Head(String line, List<Field> fields, boolean http11, int length) {
        List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Field::value)
                    .toList();
        }

        private boolean framed() {
            var lengths = values("content-length");
            var codings = values("transfer-encoding");
            var plain = lengths.stream().allMatch(one -> one.matches("[0-9]{1,18}"));
            var chunked = codings.stream().allMatch(one -> one.equalsIgnoreCase("chunked"));
            return lengths.size() + codings.size() <= 1
                    && plain
                    && chunked
                    && (http11 || codings.isEmpty());
        }

        private boolean hosted() {
            var hosts = values("host");
            return hosts.size() <= 1
                    && (!http11 || hosts.size() == 1)
                    && hosts.stream()
                            .allMatch(one -> one.matches("[A-Za-z0-9._~%!$&'()*+;=:\\[\\]-]+"));
        }

        private boolean withinLimits() {
            var connection = values("connection").stream().mapToInt(String::length).sum();
            return fields.size() <= 200 && connection <= 1024;
        }
    }

    /// The request head at the front, if one is there and means one thing.
    static Optional<Head> request(byte[] bytes) {
        var found = REQUEST.matcher(new String(bytes, ISO_8859_1));
        return found.lookingAt()
                ? Optional.of(
                                new Head(
                                        found.group("method") + " " + found.group("target"),
                                        fields(found.group("fields")),
                                        found.group("minor").equals("1"),
                                        found.end()))
                        .filter(head -> head.framed() && head.hosted() && head.withinLimits())
                : Optional.empty();
    }

    /// The head of an answer at the front, if one is there and means one thing.
    static Optional<Head> answer(byte[] bytes) {
        var found = ANSWER.matcher(new String(bytes, ISO_8859_1));
        return found.lookingAt()
                ? Optional.of(
                                new Head(
                                        found.group("status"),
                                        fields(found.group("fields")),
                                        found.group("minor").equals("1"),
                                        found.end()))
                        .filter(head -> head.framed() && head.withinLimits())
                : Optional.empty();
    }

    /// @param length bytes of the body with its framing
    record Chunked(String data, List<Field> trailers, int length) {}

    /// The chunked body at the front, if a whole one is there.
    static Optional<Chunked> chunks(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        var data = new StringBuilder();
        var extensions = 0;
        var at = 0;
        while (true) {
            var line = SIZE.matcher(text).region(at, text.length());
            if (!line.lookingAt()) {
                return Optional.empty();
            }
            extensions += Optional.ofNullable(line.group("extension")).orElse("").length();
            var size = Long.parseLong(line.group("size"), 16);
            if (size == 0) {
                return extensions > 4096 ? Optional.empty() : trailers(text, line.end(), data);
            }
            var end = line.end() + size;
            if (!text.startsWith("\r\n", (int) Math.min(end, text.length()))) {
                return Optional.empty();
            }
            data.append(text, line.end(), (int) end);
            at = (int) end + 2;
        }
    }

    private static Optional<Chunked> trailers(String text, int at, StringBuilder data) {
        var found = TRAILERS.matcher(text).region(at, text.length());
        return found.lookingAt()
                ? Optional.of(new Chunked(data.toString(), fields(found.group()), found.end()))
                : Optional.empty();
    }

    private static List<Field> fields(String lines) {
        var fields = new ArrayList<Field>();
        for (var line : lines.split("\r\n", -1)) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                var value = line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
                fields.add(new Field(name, value));
            }
        }
        return fields;
    }
}

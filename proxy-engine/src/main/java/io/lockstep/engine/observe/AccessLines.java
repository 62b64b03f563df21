package io.lockstep.engine.observe;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.OptionalLong;

/// Entries of the access log as lines. Whatever a stranger sent is printable ASCII in it, so that
/// no line ends early and no terminal is steered.
final class AccessLines {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private AccessLines() {}

    static String of(LogSettings.Format format, AccessEntry entry) {
        return switch (format) {
            case TEXT -> text(entry);
            case JSON -> json(entry);
        };
    }

    private static String text(AccessEntry entry) {
        var line = new StringBuilder(256);
        line.append(TIME.format(entry.at())).append(' ');
        line.append(plain(entry.listener())).append(' ');
        line.append(plain(entry.peer())).append(" \"");
        line.append(plain(entry.method())).append(' ').append(plain(entry.target()));
        line.append("\" ").append(entry.status()).append(' ').append(entry.ending().outcome());
        line.append(" prefix=").append(plain(entry.version()));
        line.append(" upstream=").append(plain(entry.upstream().orElse("-")));
        line.append(" generation=").append(entry.generation());
        line.append(" in=").append(entry.bytesIn()).append(" out=").append(entry.bytesOut());
        line.append(" connect=").append(millis(entry.connectNanos()));
        line.append(" first=").append(millis(entry.firstByteNanos()));
        line.append(" total=").append(millis(OptionalLong.of(entry.totalNanos())));
        line.append(entry.held() ? " waited" : "").append(entry.bridged() ? " bridged" : "");
        entry.requestId().ifPresent(id -> line.append(" id=\"").append(plain(id)).append('"'));
        return line.append('\n').toString();
    }

    private static String json(AccessEntry entry) {
        var line = new StringBuilder(384).append('{');
        string(line, "time", TIME.format(entry.at()));
        string(line, "listener", entry.listener());
        string(line, "peer", entry.peer());
        string(line, "method", entry.method());
        string(line, "target", entry.target());
        string(line, "prefix", entry.version());
        entry.upstream().ifPresent(upstream -> string(line, "upstream", upstream));
        value(line, "generation", entry.generation());
        value(line, "status", entry.status());
        string(line, "outcome", entry.ending().outcome());
        value(line, "held", entry.held());
        value(line, "bridged", entry.bridged());
        value(line, "bytesIn", entry.bytesIn());
        value(line, "bytesOut", entry.bytesOut());
        entry.connectNanos().ifPresent(nanos -> value(line, "connectMs", number(nanos)));
        entry.firstByteNanos().ifPresent(nanos -> value(line, "firstByteMs", number(nanos)));
        value(line, "totalMs", number(entry.totalNanos()));
        entry.requestId().ifPresent(id -> string(line, "requestId", id));
        line.setCharAt(line.length() - 1, '}');
        return line.append('\n').toString();
    }

    private static void string(StringBuilder line, String name, String value) {
        value(line, name, "\"" + escaped(value, "\\u%04x") + "\"");
    }

    private static void value(StringBuilder line, String name, Object value) {
        line.append('"').append(name).append("\":").append(value).append(',');
    }

    private static String plain(String text) {
        return escaped(text, "\\x%02x");
    }

    /// Backslashes and quotes are escaped too, so that what looks escaped was.
    private static String escaped(String text, String form) {
        var safe = new StringBuilder(text.length() + 8);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~') {
                safe.append(form.formatted((int) c));
            } else {
                safe.append(c == '\\' || c == '"' ? "\\" : "").append(c);
            }
        }
        return safe.toString();
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? number(nanos.getAsLong()) + "ms" : "-";
    }

    private static String number(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}

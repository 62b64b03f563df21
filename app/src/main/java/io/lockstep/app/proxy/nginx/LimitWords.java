package io.lockstep.app.proxy.nginx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the limits on size and time, in nginx's units.
final class LimitWords {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmg])?");

    private final List<Lost> lost;

    LimitWords(List<Lost> lost) {
        this.lost = lost;
    }

    static boolean isLimit(Directive directive) {
        return switch (directive.name()) {
            case "client_max_body_size",
                    "proxy_connect_timeout",
                    "proxy_send_timeout",
                    "proxy_read_timeout" ->
                    true;
            default -> false;
        };
    }

    /// The limits around a block, with what the block says of its own.
    Front.Limits over(Front.Limits around, List<Directive> block) {
        var limits = around;
        for (var directive : block) {
            if (isLimit(directive)) {
                var next = one(limits, directive);
                if (next.isEmpty()) {
                    lost.add(Lost.of(directive, "the value is not one number with a unit"));
                }
                limits = next.orElse(limits);
            }
        }
        return limits;
    }

    private static Optional<Front.Limits> one(Front.Limits was, Directive directive) {
        var word = directive.word().orElse("");
        return switch (directive.name()) {
            case "client_max_body_size" ->
                    size(word).map(n -> new Front.Limits(n, was.connect(), was.send(), was.read()));
            case "proxy_connect_timeout" ->
                    time(word)
                            .map(t -> new Front.Limits(was.bodyBytes(), t, was.send(), was.read()));
            case "proxy_send_timeout" ->
                    time(word)
                            .map(t ->
                                    new Front.Limits(
                                            was.bodyBytes(), was.connect(), t, was.read()));
            default ->
                    time(word)
                            .map(t ->
                                    new Front.Limits(
                                            was.bodyBytes(), was.connect(), was.send(), t));
        };
    }

    private static Optional<Duration> time(String word) {
        var found = TIME.matcher(word);
        if (!found.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(found.group(1));
        return Optional.of(
                switch (found.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    case "w" -> Duration.ofDays(7 * number);
                    case null, default -> Duration.ofSeconds(number);
                });
    }

    private static Optional<Long> size(String word) {
        var found = SIZE.matcher(word.toLowerCase(Locale.ROOT));
        if (!found.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(found.group(1));
        return Optional.of(
                switch (found.group(2)) {
                    case "k" -> number << 10;
                    case "m" -> number << 20;
                    case "g" -> number << 30;
                    case null, default -> number;
                });
    }
}

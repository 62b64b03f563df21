package io.lockstep.engine.top;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as people read them, short enough for a column.
final class Figures {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Something a second.
    static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : count(Math.round(perSecond));
    }

    static String millis(OptionalDouble millis) {
        if (millis.isEmpty()) {
            return "-";
        }
        var value = millis.getAsDouble();
        if (value < 1) {
            return String.format(Locale.ROOT, "%.2f ms", value);
        }
        return value < 1000
                ? String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value)
                : String.format(Locale.ROOT, "%.1f s", value / 1000);
    }

    static String bytes(double bytes) {
        var size = 0;
        var left = bytes;
        while (left >= 1000 && size < SIZES.length - 1) {
            left /= 1000;
            size++;
        }
        var form = size == 0 || left >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, left, SIZES[size]);
    }

    static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return "%d s".formatted(Math.max(0, span.toSeconds()));
        }
        if (span.toHours() < 1) {
            return "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart());
        }
        return span.toDays() < 1
                ? "%d h %d min".formatted(span.toHours(), span.toMinutesPart())
                : "%d d %d h".formatted(span.toDays(), span.toHoursPart());
    }
}

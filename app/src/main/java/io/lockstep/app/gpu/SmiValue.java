package io.lockstep.app.gpu;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// One value as a GPU's driver writes it. A value that is not there, that the driver says it does
/// not know, or that has another unit than asked for is unknown; none becomes a number.
record SmiValue(String raw) {
    /// `N/A`, `[N/A]`, `[Not Supported]`, `[Unknown Error]`, `ERR!`, `[GPU is lost]` and the like.
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "\\[.*|n/a.*|none|not supported.*|unknown.*|err!.*|requested functionality.*|"
                            + "gpu is lost.*|insufficient permissions.*|function not found.*",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,9})?");

    Optional<String> text() {
        var stripped = raw.strip();
        return stripped.isEmpty() || UNKNOWN.matcher(stripped).matches()
                ? Optional.empty()
                : Optional.of(stripped);
    }

    OptionalDouble number(String unit) {
        var text = text().orElse("");
        if (!text.endsWith(unit)) {
            return OptionalDouble.empty();
        }
        var digits = text.substring(0, text.length() - unit.length()).strip();
        return NUMBER.matcher(digits).matches()
                ? OptionalDouble.of(Double.parseDouble(digits))
                : OptionalDouble.empty();
    }

    OptionalLong count() {
        var number = number("");
        return number.isPresent() && number.getAsDouble() >= 0
                ? OptionalLong.of((long) number.getAsDouble())
                : OptionalLong.empty();
    }

    OptionalLong mebibytes() {
        return bytes("MiB", 1 << 20);
    }

    OptionalLong bytes(String unit, long factor) {
        var number = number(unit);
        return number.isPresent() && number.getAsDouble() >= 0
                ? OptionalLong.of(Math.round(number.getAsDouble() * factor))
                : OptionalLong.empty();
    }

    OptionalInt whole(String unit) {
        var number = number(unit);
        return number.isPresent() && Math.abs(number.getAsDouble()) <= Integer.MAX_VALUE
                ? OptionalInt.of((int) Math.round(number.getAsDouble()))
                : OptionalInt.empty();
    }

    OptionalInt percent() {
        var whole = whole("%");
        return whole.isPresent() && whole.getAsInt() >= 0 && whole.getAsInt() <= 100
                ? whole
                : OptionalInt.empty();
    }

    OptionalDouble watts() {
        var number = number("W");
        return number.isPresent() && number.getAsDouble() >= 0 ? number : OptionalDouble.empty();
    }

    Optional<Boolean> truth() {
        return switch (text().orElse("").toLowerCase(Locale.ROOT)) {
            case "enabled", "yes", "active" -> Optional.of(true);
            case "disabled", "no", "not active" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

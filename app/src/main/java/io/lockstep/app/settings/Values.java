package io.lockstep.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;

/// Reads single values as people write them.
final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h)");

    private Values() {}

    static URI http(String key, String text) throws BadValueException {
        try {
            var address = new URI(text);
            var scheme = address.getScheme();
            if (("http".equals(scheme) || "https".equals(scheme)) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw noAddress(key, text);
        }
        throw noAddress(key, text);
    }

    static Duration duration(String key, String text) throws BadValueException {
        var found = DURATION.matcher(text.strip());
        if (!found.matches()) {
            throw new BadValueException(
                    key, "%s must be a time such as 500ms, 30s, 10m or 2h".formatted(key));
        }
        var count = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    /// As [#duration] reads it.
    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    private static BadValueException noAddress(String key, String text) {
        return new BadValueException(
                key, "%s must be an address such as http://HOST:PORT, not %s".formatted(key, text));
    }
}

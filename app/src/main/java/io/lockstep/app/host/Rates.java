package io.lockstep.app.host;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Makes rates of counters that only grow. A counter that shrank began anew and gives none.
final class Rates {
    private final Map<String, Seen> before = new HashMap<>();

    private record Seen(long count, Instant at) {}

    OptionalDouble perSecond(String counter, long count, Instant now) {
        var last = before.put(counter, new Seen(count, now));
        if (last == null || count < last.count()) {
            return OptionalDouble.empty();
        }
        var seconds = Duration.between(last.at(), now).toNanos() / 1e9;
        return seconds > 0
                ? OptionalDouble.of((count - last.count()) / seconds)
                : OptionalDouble.empty();
    }
}

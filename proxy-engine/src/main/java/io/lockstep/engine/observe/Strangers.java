package io.lockstep.engine.observe;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Prefixes that look like a version, such as `v3.0.8`, and are no route: what an API node asks for
/// that is ahead of this engine. Only so many are remembered, since anybody can make them up.
public final class Strangers {
    private static final int MOST = 32;
    private static final int LONGEST = 32;

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(LongAdder requests, AtomicLong last) {}

    /// @param requests how many asked for it
    public record Reading(String prefix, long requests, Instant lastSeen) {}

    /// What does not look like a version is not looked at twice.
    public void met(String prefix, long nanos) {
        if (!versionLike(prefix)) {
            return;
        }
        var known = seen.get(prefix);
        if (known == null && seen.size() < MOST) {
            known = seen.computeIfAbsent(prefix, _ -> new Seen(new LongAdder(), new AtomicLong()));
        }
        if (known != null) {
            known.requests().increment();
            known.last().lazySet(nanos);
        }
    }

    public List<Reading> readings(long nanos, Instant now) {
        return seen.entrySet().stream()
                .map(one ->
                        new Reading(
                                one.getKey(),
                                one.getValue().requests().sum(),
                                now.minusNanos(nanos - one.getValue().last().get())))
                .sorted(Comparator.comparing(Reading::prefix))
                .toList();
    }

    /// With a dot in it: `/v1/` begins many a path that is no version of an MLNode.
    private static boolean versionLike(String prefix) {
        return prefix.length() > 1
                && prefix.length() <= LONGEST
                && prefix.charAt(0) == 'v'
                && prefix.charAt(1) >= '0'
                && prefix.charAt(1) <= '9'
                && prefix.indexOf('.') > 0
                && prefix.chars().allMatch(Strangers::plain);
    }

    private static boolean plain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    }
}

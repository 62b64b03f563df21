package io.lockstep.engine.top;

import io.lockstep.engine.control.EngineClient.Watched;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.Observed;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Histogram;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.proxy.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is drawn at one moment: a reading of an engine, and what happened since the one before.
///
/// @param at when it was read
/// @param span from the reading before to this one
/// @param pace of all versions together
public record View(
        EngineStatus status,
        Observed observed,
        Instant at,
        Duration span,
        Pace pace,
        List<Version> versions,
        List<Upstream> upstreams) {
    private static final Tally.Reading NOTHING = new Tally("").reading(0, Instant.EPOCH);

    /// What an engine told, and when.
    public record Reading(Watched told, Instant at) {}

    /// What happened a second.
    ///
    /// @param errors answers of 400 and above, and broken ones
    /// @param bytes of bodies, both ways
    public record Pace(double requests, double errors, double bytes) {}

    /// @param prefix `/` for what the default route takes, `none` for what no route takes
    /// @param toward the upstream it goes to; empty for none
    /// @param share of all requests, 0 to 1
    /// @param p50Millis of first bytes since the reading before; absent without any
    public record Version(
            String prefix,
            String toward,
            long inFlight,
            Pace pace,
            double share,
            OptionalDouble p50Millis,
            OptionalDouble p99Millis,
            long requests) {}

    /// @param requests a second
    /// @param failures a second
    public record Upstream(EngineStatus.Upstream of, double requests, double failures) {}

    /// Where another engine answered before, nothing is known of what happened since.
    public static View of(Reading before, Reading now) {
        var status = now.told().status();
        var same = before.told().status().startedAt().equals(status.startedAt());
        var since = same ? before : now;
        var span = Duration.between(since.at(), now.at());
        var seconds = Math.max(span.toNanos(), 1) / 1e9;
        var earlier = byName(since.told().observed().versions(), Tally.Reading::version);
        var paces =
                now.told().observed().versions().stream()
                        .collect(
                                Collectors.toMap(
                                        Tally.Reading::version,
                                        one ->
                                                pace(
                                                        earlier.getOrDefault(
                                                                one.version(), NOTHING),
                                                        one,
                                                        seconds)));
        var all =
                paces.values().stream()
                        .reduce(
                                new Pace(0, 0, 0),
                                (one, other) ->
                                        new Pace(
                                                one.requests() + other.requests(),
                                                one.errors() + other.errors(),
                                                one.bytes() + other.bytes()));
        var versions =
                now.told().observed().versions().stream()
                        .map(one ->
                                version(
                                        status,
                                        earlier.getOrDefault(one.version(), NOTHING),
                                        one,
                                        paces.getOrDefault(one.version(), all),
                                        all))
                        .toList();
        return new View(
                status,
                now.told().observed(),
                now.at(),
                span,
                all,
                versions,
                upstreams(since.told().status(), status, seconds));
    }

    private static Version version(
            EngineStatus status, Tally.Reading before, Tally.Reading now, Pace pace, Pace all) {
        var recent = now.firstByte().since(before.firstByte());
        return new Version(
                prefix(now.version()),
                toward(status, now.version()),
                now.inFlight(),
                pace,
                all.requests() == 0 ? 0 : pace.requests() / all.requests(),
                millis(recent, 0.5),
                millis(recent, 0.99),
                now.requests());
    }

    private static String prefix(String version) {
        return switch (version) {
            case Traffic.DEFAULT -> "/";
            case Traffic.NONE -> Traffic.NONE;
            default -> "/" + version;
        };
    }

    private static String toward(EngineStatus status, String version) {
        return version.equals(Traffic.DEFAULT)
                ? status.defaultUpstream().orElse("")
                : status.routes().stream()
                        .filter(route -> route.prefix().equals(version))
                        .map(EngineStatus.Route::upstream)
                        .findFirst()
                        .orElse("");
    }

    private static Pace pace(Tally.Reading before, Tally.Reading now, double seconds) {
        var begun = now.requests() - before.requests();
        var errors = errors(now) - errors(before);
        var bytes = bytes(now) - bytes(before);
        return new Pace(begun / seconds, errors / seconds, bytes / seconds);
    }

    private static long errors(Tally.Reading one) {
        return one.classes().entrySet().stream()
                .filter(ended -> Ending.ERRORS.contains(ended.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long bytes(Tally.Reading one) {
        return one.bytesIn() + one.bytesOut();
    }

    private static OptionalDouble millis(Histogram.Reading recent, double share) {
        return recent.buckets().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(recent.millis(share));
    }

    private static List<Upstream> upstreams(EngineStatus before, EngineStatus now, double seconds) {
        var earlier = byName(before.upstreams(), EngineStatus.Upstream::name);
        return now.upstreams().stream()
                .map(one -> {
                    var past = earlier.get(one.name());
                    var begun = one.requests() - (past == null ? 0 : past.requests());
                    var failed = one.errors() - (past == null ? 0 : past.errors());
                    return new Upstream(one, begun / seconds, failed / seconds);
                })
                .toList();
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}

package io.lockstep.engine.proxy;

import io.lockstep.engine.observe.AccessEntry;
import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Histogram;
import io.lockstep.engine.observe.Pace;
import io.lockstep.engine.observe.Strangers;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Counts exchanges as clients see them, refused and held ones included, by the version they asked
/// for, and decides which are logged. Nothing blocks. Safe on any thread.
///
/// Versions are those that ever were a route, so that a stranger cannot make up new ones.
public final class Traffic {
    /// Where no prefix took a request and the default route did.
    public static final String DEFAULT = "default";

    /// Where no route did, and for what is no request.
    public static final String NONE = "none";

    private final LongSupplier nanos;
    private final AccessLog log;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Strangers strangers = new Strangers();
    private final Pace pace;

    /// @param nanos a clock that only moves forward
    public Traffic(LongSupplier nanos) {
        this(nanos, new AccessLog());
    }

    public Traffic(LongSupplier nanos, AccessLog log) {
        this.nanos = nanos;
        this.log = log;
        this.pace = new Pace(nanos.getAsLong());
    }

    /// @param errors answers with status 500 and above, and broken connections
    public record Reading(
            long requests,
            long errors,
            long inFlight,
            long bytesIn,
            long bytesOut,
            double perSecond,
            double firstByteP50Millis,
            double firstByteP99Millis) {}

    public Reading reading() {
        var versions = versions(Instant.EPOCH);
        var firstBytes =
                versions.stream()
                        .map(Tally.Reading::firstByte)
                        .reduce(Histogram.Reading.NONE, Histogram.Reading::plus);
        return new Reading(
                versions.stream().mapToLong(Tally.Reading::requests).sum(),
                versions.stream().mapToLong(Tally.Reading::failures).sum(),
                versions.stream().mapToLong(Tally.Reading::inFlight).sum(),
                versions.stream().mapToLong(Tally.Reading::bytesIn).sum(),
                versions.stream().mapToLong(Tally.Reading::bytesOut).sum(),
                pace.perSecond(nanos.getAsLong()),
                firstBytes.millis(0.5),
                firstBytes.millis(0.99));
    }

    /// By version, in order of their names.
    ///
    /// @param now the time of this reading
    public List<Tally.Reading> versions(Instant now) {
        var at = nanos.getAsLong();
        return tallies.values().stream()
                .map(tally -> tally.reading(at, now))
                .sorted(Comparator.comparing(Tally.Reading::version))
                .toList();
    }

    /// Prefixes that look like a version and were no route when they were asked for.
    public List<Strangers.Reading> strangers(Instant now) {
        return strangers.readings(nanos.getAsLong(), now);
    }

    /// Requests in each full second of the last minute, oldest first.
    public List<Long> lastMinute() {
        return pace.lastMinute(nanos.getAsLong());
    }

    long now() {
        return nanos.getAsLong();
    }

    /// Must be followed by one [#ends].
    Tally begins(RoutingTable table, Optional<String> prefix, long now) {
        var tally = tally(version(table, prefix));
        tally.begins(now);
        pace.begins(now);
        if (prefix.isPresent() && !prefix.get().equals(tally.version())) {
            strangers.met(prefix.get(), now);
        }
        return tally;
    }

    /// Whether the exchange must be told to [#log].
    boolean ends(Tally tally, Ending how) {
        tally.ends(how);
        return log.wants(how);
    }

    /// As [#begins] and [#ends], for what is no request or is not passed on because of what it is.
    boolean rejects(int status) {
        var tally = tally(NONE);
        var now = nanos.getAsLong();
        tally.begins(now);
        pace.begins(now);
        return ends(tally, Ending.rejected(status));
    }

    void log(AccessEntry entry) {
        log.write(entry);
    }

    private Tally tally(String version) {
        var known = tallies.get(version);
        return known != null ? known : tallies.computeIfAbsent(version, Tally::new);
    }

    private static String version(RoutingTable table, Optional<String> prefix) {
        if (prefix.isPresent() && table.routes().containsKey(prefix.get())) {
            return prefix.get();
        }
        return table.defaultRoute().isPresent() ? DEFAULT : NONE;
    }
}

package io.lockstep.engine.observe;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts the exchanges of one version, as clients asked for it. Nothing blocks. Safe on any
/// thread; readings are not one instant.
public final class Tally {
    private final String version;
    private final LongAdder begun = new LongAdder();
    private final Map<Ending, LongAdder> endings = new EnumMap<>(Ending.class);
    private final LongAdder held = new LongAdder();
    private final LongAdder bridged = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final Histogram connect = new Histogram();
    private final Histogram firstByte = new Histogram();
    private final AtomicLong lastBegun = new AtomicLong();

    public Tally(String version) {
        this.version = version;
        for (var ending : Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    /// @param failures answers with status 500 and above, and broken connections
    /// @param classes how many ended in each class of [Ending#answerClass]
    /// @param held requests that waited for another table
    /// @param bridged requests that another version answered
    /// @param lastSeen when the newest request came
    public record Reading(
            String version,
            long requests,
            long inFlight,
            long failures,
            Map<String, Long> classes,
            long held,
            long bridged,
            long bytesIn,
            long bytesOut,
            Histogram.Reading connect,
            Histogram.Reading firstByte,
            Optional<Instant> lastSeen) {}

    public String version() {
        return version;
    }

    /// @param nanos the time, on the clock whose time is given to [#reading]
    public void begins(long nanos) {
        begun.increment();
        lastBegun.lazySet(nanos);
    }

    public void ends(Ending how) {
        of(how).increment();
    }

    private LongAdder of(Ending how) {
        return Objects.requireNonNull(endings.get(how));
    }

    public void waited() {
        held.increment();
    }

    public void bridged() {
        bridged.increment();
    }

    /// Body bytes from the client.
    public void took(long bytes) {
        bytesIn.add(bytes);
    }

    /// Body bytes to the client.
    public void gave(long bytes) {
        bytesOut.add(bytes);
    }

    /// An upstream took a connection after that time.
    public void connected(long nanos) {
        connect.add(nanos);
    }

    /// From the request's arrival to the head of its answer.
    public void firstByte(long nanos) {
        firstByte.add(nanos);
    }

    /// Ends are read before beginnings, so that no less than nothing is in flight.
    public Reading reading(long nanos, Instant now) {
        var classes = new TreeMap<String, Long>();
        long ended = 0;
        long failed = 0;
        for (var ending : Ending.values()) {
            var count = of(ending).sum();
            classes.merge(ending.answerClass(), count, Long::sum);
            ended += count;
            failed += ending.isFailure() ? count : 0;
        }
        var all = begun.sum();
        return new Reading(
                version,
                all,
                all - ended,
                failed,
                classes,
                held.sum(),
                bridged.sum(),
                bytesIn.sum(),
                bytesOut.sum(),
                connect.reading(),
                firstByte.reading(),
                all == 0 ? Optional.empty() : Optional.of(now.minusNanos(nanos - lastBegun.get())));
    }
}

package io.lockstep.app.samples;

import io.lockstep.app.samples.Bucket.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps numbers over time: each second for ten minutes, each ten seconds for a day, each minute
/// for a month, in `samples.db`.
///
/// Adding never touches the disk; a thread of its own writes every ten seconds, so a crash loses no
/// more. Safe on any thread. Samples are a convenience: when the disk refuses them it is logged and
/// nothing else stops.
public final class Samples implements AutoCloseable {
    private static final Duration WRITTEN = Duration.ofSeconds(10);
    private static final int MOST_PENDING = 500_000;

    private final SampleStore store;
    private final Clock clock;
    private final Thread writer;
    private final Map<String, Map<Tier, Bucket>> buckets = new HashMap<>();
    private List<Row> pending = new ArrayList<>();
    private boolean closed;

    private Samples(SampleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.writer = Thread.ofVirtual().name("samples").unstarted(this::write);
    }

    /// Opens or creates the samples in that folder. A file that cannot be used is put aside.
    public static Samples open(Path folder, Clock clock) {
        var samples = new Samples(SampleStore.open(folder.resolve("samples.db")), clock);
        samples.writer.start();
        return samples;
    }

    /// Values that were read at that moment, by series. What is not known is left out.
    public synchronized void add(Instant at, Map<String, Double> values) {
        values.forEach((series, value) -> {
            if (Double.isFinite(value)) {
                add(at, series, value);
            }
        });
    }

    private void add(Instant at, String series, double value) {
        var tiers = buckets.computeIfAbsent(series, _ -> new EnumMap<>(Tier.class));
        for (var tier : Tier.values()) {
            tiers.computeIfAbsent(tier, _ -> new Bucket())
                    .add(tier, series, tier.slot(at), value)
                    .filter(_ -> pending.size() < MOST_PENDING)
                    .ifPresent(pending::add);
        }
    }

    /// The series over that span, as finely as it is still known.
    public Chart chart(String series, Instant from, Instant to) {
        var tier = Tier.reaching(Duration.between(from, clock.instant()));
        List<Row> fresh = new ArrayList<>();
        synchronized (this) {
            pending.stream()
                    .filter(row -> row.tier() == tier && row.series().equals(series))
                    .forEach(fresh::add);
            var bucket = buckets.getOrDefault(series, Map.of()).get(tier);
            if (bucket != null) {
                bucket.row(tier, series).ifPresent(fresh::add);
            }
        }
        try {
            return Runs.chart(series, tier, store.rows(tier, series, from, to), fresh, from, to);
        } catch (SQLException e) {
            log("reading", e);
            return Runs.chart(series, tier, List.of(), fresh, from, to);
        }
    }

    /// Names of everything that was ever sampled and is still kept.
    public List<String> series() {
        return store.series();
    }

    /// Writes what has come so far; the writer does so by itself.
    void flush() {
        List<Row> rows;
        synchronized (this) {
            rows = pending;
            pending = new ArrayList<>();
        }
        try {
            store.write(rows);
            store.forget(clock.instant());
        } catch (SQLException e) {
            log("writing", e);
        }
    }

    private void write() {
        try {
            while (waited()) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// False once it is closed.
    private synchronized boolean waited() throws InterruptedException {
        var end = System.nanoTime() + WRITTEN.toNanos();
        while (!closed) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return true;
            }
            wait(left);
        }
        return false;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            buckets.forEach((series, tiers) ->
                    tiers.forEach(
                            (tier, bucket) -> bucket.row(tier, series).ifPresent(pending::add)));
            buckets.clear();
            notifyAll();
        }
        join();
        flush();
        store.close();
    }

    private void join() {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void log(String doing, SQLException e) {
        System.getLogger(Samples.class.getName())
                .log(System.Logger.Level.WARNING, doing + " samples", e);
    }
}

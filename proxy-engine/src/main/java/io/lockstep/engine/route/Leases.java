package io.lockstep.engine.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/// Counts the requests each upstream still owes an answer to, by the generation that sent them.
///
/// Locks are held for a map operation only, so it is safe on an event loop.
final class Leases {

    private record Drain(String upstream, long before, CompletableFuture<Void> done) {}

    /// What one generation still has open at one upstream. Guarded by [#open].
    private static final class Count {
        private final String upstream;
        private final long generation;
        private long open;

        Count(String upstream, long generation) {
            this.upstream = upstream;
            this.generation = generation;
        }

        boolean isOf(String other, long otherGeneration) {
            return generation == otherGeneration && upstream.equals(other);
        }
    }

    private final Map<String, Map<Long, Count>> open = new HashMap<>();
    private Count latest = new Count("", 0);
    private final List<Drain> drains = new CopyOnWriteArrayList<>();
    private final Map<String, Counters.Upstream> totals = new ConcurrentHashMap<>();
    private volatile Owed elsewhere = Owed.nothing();

    /// Taken before anything is sent.
    Lease take(String upstream, long generation) {
        Count count;
        synchronized (open) {
            count = count(upstream, generation);
            count.open++;
        }
        totals(upstream).requests().increment();
        return new Lease(count);
    }

    /// Most requests belong where the one before did.
    private Count count(String upstream, long generation) {
        if (!latest.isOf(upstream, generation)) {
            var counts = open.computeIfAbsent(upstream, _ -> new HashMap<>());
            counts.values().removeIf(count -> count.open == 0 && count != latest);
            latest = counts.computeIfAbsent(generation, _ -> new Count(upstream, generation));
        }
        return latest;
    }

    Counters.Upstream totals(String upstream) {
        return totals.computeIfAbsent(upstream, _ -> new Counters.Upstream());
    }

    Map<String, Counters.Upstream> totals() {
        return Map.copyOf(totals);
    }

    long inFlight(String upstream) {
        synchronized (open) {
            return elsewhere.inFlight(upstream) + sum(open.getOrDefault(upstream, Map.of()));
        }
    }

    private static long sum(Map<Long, Count> counts) {
        return counts.values().stream().mapToLong(count -> count.open).sum();
    }

    private static LongStream generations(Map<Long, Count> counts) {
        return counts.values().stream()
                .filter(count -> count.open > 0)
                .mapToLong(count -> count.generation);
    }

    /// Takes note of what the engine before this one has in flight; a drain waits for that too.
    void elsewhere(Owed owed) {
        elsewhere = owed;
        drains.forEach(this::settle);
    }

    /// What this engine and those before it have in flight.
    Owed owed(long generation) {
        var shares = new HashMap<String, Owed.Share>();
        synchronized (open) {
            open.forEach((upstream, counts) -> {
                generations(counts)
                        .min()
                        .ifPresent(oldest ->
                                shares.put(upstream, new Owed.Share(sum(counts), oldest)));
            });
        }
        return new Owed(generation, shares).plus(elsewhere);
    }

    /// Completes when no lease on that upstream from a generation before `generation` is open.
    CompletionStage<Void> drained(String upstream, long generation) {
        var drain = new Drain(upstream, generation, new CompletableFuture<>());
        drains.add(drain);
        settle(drain);
        return drain.done().minimalCompletionStage();
    }

    private void settle(Drain drain) {
        boolean empty;
        synchronized (open) {
            empty =
                    generations(open.getOrDefault(drain.upstream(), Map.of()))
                            .noneMatch(generation -> generation < drain.before());
        }
        var settled = empty && elsewhere.settled(drain.upstream(), drain.before());
        if (settled && drains.remove(drain)) {
            drain.done().complete(null);
        }
    }

    /// Closing twice is harmless: a pipeline may report the end of an exchange more than once.
    final class Lease implements AutoCloseable {
        private final AtomicBoolean returned = new AtomicBoolean();
        private final Count count;

        private Lease(Count count) {
            this.count = count;
        }

        @Override
        public void close() {
            if (!returned.compareAndSet(false, true)) {
                return;
            }
            synchronized (open) {
                count.open--;
            }
            drains.forEach(Leases.this::settle);
        }
    }
}

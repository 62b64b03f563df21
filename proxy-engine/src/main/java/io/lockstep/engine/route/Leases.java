package io.lockstep.engine.route;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// Counts the requests each upstream still owes an answer to, by the generation that sent them.
///
/// Locks are held for a map operation only, so it is safe on an event loop.
final class Leases {

    private record Drain(String upstream, long before, CompletableFuture<Void> done) {}

    private final Map<String, Map<Long, Long>> open = new HashMap<>();
    private final List<Drain> drains = new CopyOnWriteArrayList<>();
    private final Map<String, Counters.Upstream> totals = new ConcurrentHashMap<>();
    private volatile Owed elsewhere = Owed.nothing();

    /// Taken before anything is sent.
    Lease take(String upstream, long generation) {
        synchronized (open) {
            open.computeIfAbsent(upstream, _ -> new HashMap<>()).merge(generation, 1L, Long::sum);
        }
        totals(upstream).requests().increment();
        return new Lease(upstream, generation);
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

    private static long sum(Map<Long, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
                if (!counts.isEmpty()) {
                    shares.put(
                            upstream,
                            new Owed.Share(sum(counts), Collections.min(counts.keySet())));
                }
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
                    open.getOrDefault(drain.upstream(), Map.of()).keySet().stream()
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
        private final String upstream;
        private final long generation;

        Lease(String upstream, long generation) {
            this.upstream = upstream;
            this.generation = generation;
        }

        String upstream() {
            return upstream;
        }

        @Override
        public void close() {
            if (!returned.compareAndSet(false, true)) {
                return;
            }
            synchronized (open) {
                var counts = open.getOrDefault(upstream, new HashMap<>());
                var left = counts.merge(generation, -1L, Long::sum);
                if (left == 0) {
                    counts.remove(generation);
                }
            }
            drains.forEach(Leases.this::settle);
        }
    }
}

package io.lockstep.engine.route;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The one reference to the routing table in force. A request reads it once; its lease is counted
/// while the table cannot change, so that no drain overlooks it. Safe on any thread.
public final class Routing {
    private static final Duration COMMAND_AGAIN = Duration.ofSeconds(30);

    private final Leases leases = new Leases();
    private final Counters counters = new Counters();
    private final Set<Runnable> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock changing = new ReentrantLock();
    private final Consumer<RoutingTable> keep;
    private volatile RoutingTable table;

    public Routing(RoutingTable first) {
        this(first, _ -> {});
    }

    /// `keep` persists each table before it is in force; what it throws keeps the table from that.
    public Routing(RoutingTable first, Consumer<RoutingTable> keep) {
        this.table = first;
        this.keep = keep;
    }

    public RoutingTable current() {
        return table;
    }

    public Counters counters() {
        return counters;
    }

    /// Keeps the next generation, puts it in force and dispatches what was held. When `change` or
    /// keeping throws, the table in force stays. It may wait for a disk, requests never do.
    public RoutingTable change(UnaryOperator<RoutingTable> change) {
        return change(change, keep);
    }

    /// As [#change(UnaryOperator)], for one who keeps the table together with something else.
    public RoutingTable change(
            UnaryOperator<RoutingTable> change, Consumer<RoutingTable> keepInstead) {
        RoutingTable next;
        changing.lock();
        try {
            next = change.apply(table).numbered(table.generation() + 1);
            keepInstead.accept(next);
            synchronized (leases) {
                table = next;
            }
        } finally {
            changing.unlock();
        }
        for (var waiting : held) {
            waiting.run();
        }
        return next;
    }

    /// Puts a table of another engine in force, its number included, and keeps nothing.
    public void follow(RoutingTable other) {
        changing.lock();
        try {
            synchronized (leases) {
                table = other;
            }
        } finally {
            changing.unlock();
        }
        for (var waiting : held) {
            waiting.run();
        }
    }

    /// What is in flight here, told to the engine that has replaced this one.
    public Owed owed() {
        synchronized (leases) {
            return leases.owed(table.generation());
        }
    }

    /// Counts what the engine before this one still has in flight.
    public void elsewhere(Owed owed) {
        leases.elsewhere(owed);
    }

    /// Completes when the upstream has answered everything sent before that generation, in the
    /// engine before this one too.
    public CompletionStage<Void> drained(String upstream, long beforeGeneration) {
        return leases.drained(upstream, beforeGeneration);
    }

    public long inFlight(String upstream) {
        return leases.inFlight(upstream);
    }

    public Map<String, Counters.Upstream> totals() {
        return leases.totals();
    }

    /// Decides for a request whose prefix, if any, is known to be a route or not.
    public Decision decide(Optional<String> prefix, Errand errand) {
        synchronized (leases) {
            var now = table;
            var own = prefix.flatMap(name -> Optional.ofNullable(now.routes().get(name)));
            var disposition = own.or(now::defaultRoute);
            if (disposition.isEmpty()) {
                return new Decision.NoRoute();
            }
            return switch (disposition.get()) {
                case Disposition.To(var upstream) -> send(now, upstream, own.isPresent(), false);
                case Disposition.Bridge(var upstream, var insteadOf) -> {
                    if (errand == Errand.COMMAND) {
                        yield new Decision.Refuse(COMMAND_AGAIN);
                    }
                    var bridged = !upstream.equals(insteadOf);
                    if (bridged) {
                        counters.bridged().increment();
                    }
                    yield send(now, upstream, own.isPresent(), bridged);
                }
                case Disposition.Hold(_, var limit) ->
                        errand == Errand.COMMAND
                                ? new Decision.Refuse(COMMAND_AGAIN)
                                : new Decision.Wait(limit);
                case Disposition.Split(var work, var management) ->
                        send(
                                now,
                                errand == Errand.WORK ? work : management,
                                own.isPresent(),
                                false);
                case Disposition.Refuse(var retryAfter) -> {
                    counters.refused().increment();
                    yield new Decision.Refuse(retryAfter);
                }
            };
        }
    }

    /// Runs `again` at every change of the table until the handle is closed. A change between
    /// [#decide] and this call is not heard of: decide once more after it.
    public Waiting onChange(Runnable again) {
        held.add(again);
        return () -> held.remove(again);
    }

    /// The handle to undo [#onChange].
    @FunctionalInterface
    public interface Waiting extends AutoCloseable {
        @Override
        void close();
    }

    private Decision send(RoutingTable now, String upstream, boolean prefixed, boolean bridged) {
        var address = now.upstreams().get(upstream);
        if (address == null) {
            throw new ProblemException(
                    new Problem(
                            "engine.noUpstream",
                            "The upstream %s is gone.".formatted(upstream),
                            "Other routes are served.",
                            "Add it again."));
        }
        var lease = leases.take(upstream, now.generation());
        return new Decision.Send(
                upstream,
                address,
                now.generation(),
                prefixed,
                bridged,
                lease::close,
                leases.totals(upstream));
    }

    /// What to do with one request.
    public sealed interface Decision {
        /// @param name the version that takes the request
        /// @param prefixed the prefix chose the route, so it is not part of the upstream's path
        /// @param bridged it answers for another version
        /// @param done must be run exactly once the exchange has ended; more often is harmless
        record Send(
                String name,
                URI upstream,
                long generation,
                boolean prefixed,
                boolean bridged,
                Runnable done,
                Counters.Upstream totals)
                implements Decision {}

        record Wait(Duration limit) implements Decision {}

        record Refuse(Duration retryAfter) implements Decision {}

        record NoRoute() implements Decision {}
    }
}

package io.lockstep.engine.change;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Plans changes of a running engine and puts them in force: judged, proven healthy, kept, swapped.
/// What is so already makes no generation. Methods may block for as long as a probe or a disk
/// takes.
public final class Changes {

    /// Throws where something besides the table forbids a change, such as a cutover under way.
    @FunctionalInterface
    public interface Guard {
        void permit(RoutingTable now, RoutingTable next);
    }

    private final Routing routing;
    private final Generations generations;
    private final HealthGate gate;
    private final Guard guard;

    public Changes(Routing routing, Generations generations, HealthGate gate, Guard guard) {
        this.routing = routing;
        this.generations = generations;
        this.gate = gate;
        this.guard = guard;
    }

    public EnginePlan plan(EngineChange change) {
        return plan(now -> judged(change, now), change.unchecked());
    }

    public void change(EngineChange change) {
        var now = routing.current();
        put(now, judged(change, now), change.unchecked(), Why.control(change.summary()));
    }

    public EnginePlan planRollback(long generation) {
        return plan(now -> judgedRollback(generation, now), false);
    }

    /// Puts the content of an older generation in force, under a new number.
    ///
    /// @param unchecked skips the look at upstreams that get new requests by it
    public void rollBack(long generation, boolean unchecked) {
        var now = routing.current();
        put(
                now,
                judgedRollback(generation, now),
                unchecked,
                new Why(
                        GenerationRecord.Origin.ROLLBACK,
                        "back to generation %d".formatted(generation),
                        true));
    }

    public List<GenerationRecord> history() {
        return generations.history().records();
    }

    public EngineRoutes routes() {
        var table = routing.current();
        var health = gate.look(table.upstreams());
        return new EngineRoutes(
                table.generation(),
                table.routes().entrySet().stream()
                        .map(route ->
                                new EngineRoutes.Route(route.getKey(), Words.of(route.getValue())))
                        .sorted((one, other) -> one.prefix().compareTo(other.prefix()))
                        .toList(),
                table.defaultRoute().map(Words::of),
                health.stream().map(this::counted).toList());
    }

    private EngineRoutes.Upstream counted(UpstreamHealth one) {
        return new EngineRoutes.Upstream(
                one.name(), one.url(), routing.inFlight(one.name()), one.healthy(), one.says());
    }

    /// How far a version is drained that gets no new requests; refused while it gets some.
    public DrainView drain(String version) {
        var table = routing.current();
        var through = Feeding.of(version, table);
        if (!through.isEmpty()) {
            throw new ProblemException(ChangeProblems.stillRouted(version, through));
        }
        if (!table.upstreams().containsKey(version) && !routing.totals().containsKey(version)) {
            throw new ProblemException(ChangeProblems.neverServed(version));
        }
        return new DrainView(version, table.generation(), routing.inFlight(version));
    }

    /// As [#drain], and breaks off what is left.
    ///
    /// @param cutter returns at once
    public DrainView cut(String version, Consumer<String> cutter) {
        var left = drain(version);
        cutter.accept(version);
        return left;
    }

    private RoutingTable judged(EngineChange change, RoutingTable now) {
        var next = Draft.of(now, change.edits());
        if (!next.equals(now)) {
            change.expectedGeneration()
                    .filter(expected -> expected != now.generation())
                    .ifPresent(expected -> {
                        throw new ProblemException(
                                ChangeProblems.otherGeneration(expected, now.generation()));
                    });
            guard.permit(now, next);
        }
        return next;
    }

    private RoutingTable judgedRollback(long generation, RoutingTable now) {
        var next = generations.history().table(generation).numbered(now.generation());
        if (!next.equals(now)) {
            guard.permit(now, next);
        }
        return next;
    }

    private EnginePlan plan(UnaryOperator<RoutingTable> judge, boolean unchecked) {
        var now = routing.current();
        try {
            var next = judge.apply(now);
            var health = gate.look(Feeding.added(now, next));
            return new EnginePlan(
                    now.generation(),
                    TableDiff.between(now, next),
                    health,
                    unchecked ? Optional.empty() : HealthGate.refusal(health));
        } catch (ProblemException e) {
            return new EnginePlan(
                    now.generation(),
                    TableDiff.between(now, now),
                    List.of(),
                    Optional.of(e.problem()));
        }
    }

    /// Whoever changes the table while upstreams are looked at makes this change fail: it was
    /// judged for the table before.
    private void put(RoutingTable now, RoutingTable next, boolean unchecked, Why why) {
        if (next.equals(now)) {
            return;
        }
        if (!unchecked) {
            gate.require(Feeding.added(now, next));
        }
        var _ =
                routing.change(
                        current -> {
                            if (current.generation() != now.generation()) {
                                throw new ProblemException(
                                        ChangeProblems.otherGeneration(
                                                now.generation(), current.generation()));
                            }
                            return next;
                        },
                        table -> generations.keep(table, why));
    }
}

package io.lockstep.engine.control;

import io.lockstep.engine.change.Changes;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Carries out what the control channel asks, one thing at a time. What is already so is left as it
/// is, and a change is persisted before it is acknowledged.
public final class ControlDesk {
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Routing routing;
    private final Armory armory;
    private final Supplier<EngineStatus> status;
    private final Changes changes;
    private final CutoverGuard guard;
    private final Consumer<String> cut;
    private final Runnable quit;

    /// @param cut breaks off the exchanges with that version, and returns at once
    /// @param quit returns at once and ends the engine when its requests are answered
    public ControlDesk(
            Routing routing,
            Armory armory,
            Supplier<EngineStatus> status,
            Changes changes,
            Consumer<String> cut,
            Runnable quit) {
        this.routing = routing;
        this.armory = armory;
        this.status = status;
        this.changes = changes;
        this.guard = new CutoverGuard(armory);
        this.cut = cut;
        this.quit = quit;
    }

    /// Throws `ProblemException` where it refuses. A change that looks at upstreams first waits for
    /// nobody and keeps nobody waiting.
    ControlAnswer answer(long id, ControlMessage message) {
        return switch (message) {
            case ControlMessage.Status _ ->
                    ControlAnswer.of(id, status.get().with(changes.history()));
            case ControlMessage.Watch _, ControlMessage.Metrics _, ControlMessage.AccessLog _ ->
                    ControlAnswer.of(id, status.get());
            case ControlMessage.Gpu(var word) -> {
                armory.hear(word);
                yield ControlAnswer.of(id, status.get());
            }
            case ControlMessage.Act act -> ControlAnswer.of(id, carryOut(act));
            case ControlMessage.Plan(var change) -> ControlAnswer.of(id, changes.plan(change));
            case ControlMessage.Change(var change) -> {
                changes.change(change);
                yield ControlAnswer.of(id, status.get());
            }
            case ControlMessage.PlanRollback(var generation) ->
                    ControlAnswer.of(id, changes.planRollback(generation));
            case ControlMessage.Rollback(var generation, var unchecked) -> {
                changes.rollBack(generation, unchecked);
                yield ControlAnswer.of(id, status.get());
            }
            case ControlMessage.Routes() -> ControlAnswer.of(id, changes.routes());
            case ControlMessage.History() -> ControlAnswer.of(id, changes.history());
            case ControlMessage.Drain(var version) -> ControlAnswer.of(id, changes.drain(version));
            case ControlMessage.Cut(var version) -> ControlAnswer.of(id, changes.cut(version, cut));
        };
    }

    EngineStatus carryOut(ControlMessage.Act act) {
        oneAtATime.lock();
        try {
            switch (act) {
                case ControlMessage.Route(var version, var upstream) -> route(version, upstream);
                case ControlMessage.RouteDefault(var version) -> routeDefault(version);
                case ControlMessage.Unroute(var version) -> unroute(version);
                case ControlMessage.Arm(var cutover) -> armory.arm(cutover);
                case ControlMessage.Disarm(var id) -> armory.disarm(id);
                case ControlMessage.Quit() -> quit.run();
            }
        } finally {
            oneAtATime.unlock();
        }
        return status.get();
    }

    private void route(String version, URI upstream) {
        var now = routing.current();
        if (upstream.equals(now.upstreams().get(version)) && now.routes().containsKey(version)) {
            return;
        }
        guard.refuseDuringCutover();
        change(
                now,
                table ->
                        table.withUpstream(version, upstream)
                                .withRoute(
                                        version,
                                        now.routes()
                                                .getOrDefault(
                                                        version, new Disposition.To(version))));
    }

    private void routeDefault(String version) {
        var now = routing.current();
        var wanted = new Disposition.To(version);
        if (now.defaultRoute().filter(wanted::equals).isPresent()) {
            return;
        }
        guard.refuseDuringCutover();
        change(now, table -> table.withDefault(wanted));
    }

    private void unroute(String version) {
        var now = routing.current();
        if (!now.routes().containsKey(version) && !now.upstreams().containsKey(version)) {
            return;
        }
        guard.refuseDuringCutover();
        if (now.defaultRoute()
                .filter(route -> route.equals(new Disposition.To(version)))
                .isPresent()) {
            throw CutoverGuard.inUse(
                    "The default route goes to %s.".formatted(version), "Send it elsewhere first.");
        }
        guard.refuseToRemove(version);
        change(now, table -> table.without(version));
    }

    /// @param judged the table that was looked at before: a cutover may have changed it since
    private void change(RoutingTable judged, UnaryOperator<RoutingTable> change) {
        var _ =
                routing.change(now ->
                        now.generation() == judged.generation() ? change.apply(now) : stop());
    }

    private static RoutingTable stop() {
        throw CutoverGuard.inUse(
                "A cutover changed the routes at this moment.", "Ask again when it has ended.");
    }
}

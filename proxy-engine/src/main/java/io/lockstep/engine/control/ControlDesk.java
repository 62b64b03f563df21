package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Carries out what the control channel asks, one thing at a time. What is already so is left as it
/// is, and a change is persisted before it is acknowledged.
public final class ControlDesk {
    private static final Set<Phase> RESTING = Set.of(Phase.ARMED, Phase.SERVING, Phase.FELL_BACK);

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Routing routing;
    private final Armory armory;
    private final Supplier<EngineStatus> status;
    private final Runnable quit;

    /// @param quit returns at once and ends the engine when its requests are answered
    public ControlDesk(
            Routing routing, Armory armory, Supplier<EngineStatus> status, Runnable quit) {
        this.routing = routing;
        this.armory = armory;
        this.status = status;
        this.quit = quit;
    }

    EngineStatus carryOut(ControlMessage message) {
        if (!(message instanceof ControlMessage.Status)) {
            change(message);
        }
        return status.get();
    }

    private void change(ControlMessage message) {
        oneAtATime.lock();
        try {
            switch (message) {
                case ControlMessage.Status() -> {}
                case ControlMessage.Route(var version, var upstream) -> route(version, upstream);
                case ControlMessage.RouteDefault(var version) -> routeDefault(version);
                case ControlMessage.Unroute(var version) -> unroute(version);
                case ControlMessage.Arm(var cutover) -> armory.arm(cutover);
                case ControlMessage.Disarm(var id) -> armory.disarm(id);
                case ControlMessage.Quit() -> quit.run();
                case ControlMessage.Watch _,
                        ControlMessage.Metrics _,
                        ControlMessage.AccessLog _ -> {}
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void route(String version, URI upstream) {
        var now = routing.current();
        if (upstream.equals(now.upstreams().get(version)) && now.routes().containsKey(version)) {
            return;
        }
        refuseDuringCutover();
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
        refuseDuringCutover();
        change(now, table -> table.withDefault(wanted));
    }

    private void unroute(String version) {
        var now = routing.current();
        if (!now.routes().containsKey(version) && !now.upstreams().containsKey(version)) {
            return;
        }
        refuseDuringCutover();
        if (now.defaultRoute()
                .filter(route -> route.equals(new Disposition.To(version)))
                .isPresent()) {
            throw inUse(
                    "The default route goes to %s.".formatted(version), "Send it elsewhere first.");
        }
        if (armory.record().filter(record -> needs(record, version)).isPresent()) {
            throw inUse(
                    "The armed cutover needs %s.".formatted(version), "Disarm the cutover first.");
        }
        change(now, table -> table.without(version));
    }

    private static boolean needs(CutoverRecord record, String version) {
        return record.phase() == Phase.ARMED
                && (record.armed().incumbent().equals(version)
                        || record.armed().candidate().equals(version));
    }

    private void refuseDuringCutover() {
        Optional<CutoverRecord> running =
                armory.record().filter(record -> !RESTING.contains(record.phase()));
        if (running.isPresent()) {
            throw inUse(
                    "The cutover %s is under way.".formatted(running.get().armed().id()),
                    "Wait until it has ended.");
        }
    }

    /// @param judged the table that was looked at before: a cutover may have changed it since
    private void change(RoutingTable judged, UnaryOperator<RoutingTable> change) {
        var _ =
                routing.change(now ->
                        now.generation() == judged.generation() ? change.apply(now) : stop());
    }

    private static RoutingTable stop() {
        throw inUse("A cutover changed the routes at this moment.", "Ask again when it has ended.");
    }

    private static ProblemException inUse(String what, String remedy) {
        return new ProblemException(
                new Problem("engine.inUse", what, "The routes in force stay as they are.", remedy));
    }
}

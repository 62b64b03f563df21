package io.lockstep.engine.handover;

import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Disposition.Bridge;
import io.lockstep.engine.route.Disposition.Hold;
import io.lockstep.engine.route.Disposition.Refuse;
import io.lockstep.engine.route.Disposition.Split;
import io.lockstep.engine.route.Disposition.To;
import io.lockstep.engine.route.RoutingTable;
import java.time.Duration;

/// The tables a cutover goes through. Pure: applying one twice is applying it once.
record CutoverRoutes(ArmedCutover armed) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /// Work for the candidate is done by the incumbent from the arming on: an API node acts on the
    /// same block as the engine, and may be the faster one. Armed late, it has acted already and is
    /// about to stop the incumbent: that is refused from here on, also while no head is agreed.
    RoutingTable armed(RoutingTable table) {
        return armed.late()
                ? table.withRoute(armed.incumbent(), guarded())
                        .withRoute(armed.candidate(), bridge())
                : table.withRoute(
                        armed.candidate(), new Split(armed.incumbent(), armed.candidate()));
    }

    RoutingTable disarmed(RoutingTable table) {
        var free =
                armed.late()
                        ? table.withRoute(armed.incumbent(), new To(armed.incumbent()))
                        : table;
        return free.withRoute(armed.candidate(), new To(armed.candidate()));
    }

    /// The incumbent answers for both versions. Nobody may stop it meanwhile: an API node tries to
    /// within seconds of the switch, and would cut the streams that are still being sent.
    RoutingTable bridging(RoutingTable table) {
        return routes(table, bridge(), guarded(), bridge());
    }

    /// Nobody answers: requests wait, or are refused where that is the policy.
    RoutingTable waiting(RoutingTable table) {
        Disposition wait =
                switch (armed.policy()) {
                    case BRIDGE, HOLD ->
                            new Hold(armed.candidate(), Duration.ofMillis(armed.holdLimitMillis()));
                    case REFUSE -> new Refuse(RETRY_AFTER);
                };
        return routes(table, wait, wait, wait);
    }

    /// The candidate is the default, and does the work of what still asks for the incumbent.
    RoutingTable serving(RoutingTable table) {
        return routes(
                table,
                new To(armed.candidate()),
                new Split(armed.candidate(), armed.incumbent()),
                new To(armed.candidate()));
    }

    /// The incumbent answers for both versions again, and for good.
    RoutingTable fallenBack(RoutingTable table) {
        var incumbent = new To(armed.incumbent());
        return routes(table, incumbent, incumbent, incumbent);
    }

    private Disposition bridge() {
        return new Bridge(armed.incumbent(), armed.candidate());
    }

    private Disposition guarded() {
        return new Bridge(armed.incumbent(), armed.incumbent());
    }

    private RoutingTable routes(
            RoutingTable table,
            Disposition byDefault,
            Disposition incumbent,
            Disposition candidate) {
        return table.withDefault(byDefault)
                .withRoute(armed.incumbent(), incumbent)
                .withRoute(armed.candidate(), candidate);
    }
}

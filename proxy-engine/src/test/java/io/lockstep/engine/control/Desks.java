package io.lockstep.engine.control;

import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.change.RememberedGenerations;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.util.function.Supplier;

/// A desk with nothing behind it.
final class Desks {
    private Desks() {}

    static ControlDesk saying(Supplier<EngineStatus> status) {
        var routing = new Routing(RoutingTable.empty());
        var armory = new FakeArmory();
        var changes =
                new Changes(
                        routing,
                        new RememberedGenerations(),
                        HealthGate.standard(MlNodes.plain()),
                        new CutoverGuard(armory));
        return new ControlDesk(routing, armory, status, changes, _ -> {}, () -> {});
    }
}

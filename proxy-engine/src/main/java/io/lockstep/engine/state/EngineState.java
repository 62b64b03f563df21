package io.lockstep.engine.state;

import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.route.RoutingTable;
import java.util.Optional;

/// All that is kept, as one value: what was written last, or nothing yet.
record EngineState(Optional<RoutingTable> table, Optional<CutoverRecord> cutover) {

    static EngineState nothing() {
        return new EngineState(Optional.empty(), Optional.empty());
    }

    EngineState with(RoutingTable newer) {
        return new EngineState(Optional.of(newer), cutover);
    }

    EngineState with(CutoverRecord newer) {
        return new EngineState(table, Optional.of(newer));
    }

    EngineState withoutCutover() {
        return new EngineState(table, Optional.empty());
    }
}

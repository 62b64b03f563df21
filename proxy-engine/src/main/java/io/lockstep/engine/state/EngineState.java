package io.lockstep.engine.state;

import io.lockstep.engine.change.History;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;
import java.util.Optional;

/// All that is kept, as one value: what was written last, or nothing yet.
record EngineState(Optional<RoutingTable> table, Optional<CutoverRecord> cutover, History history) {

    static EngineState nothing() {
        return new EngineState(Optional.empty(), Optional.empty(), History.none());
    }

    EngineState with(RoutingTable newer, History.Why why, Instant at) {
        return new EngineState(Optional.of(newer), cutover, history.with(newer, why, at));
    }

    EngineState with(CutoverRecord newer) {
        return new EngineState(table, Optional.of(newer), history);
    }

    EngineState withoutCutover() {
        return new EngineState(table, Optional.empty(), history);
    }
}

package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.handover.Cutovers;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// An engine with a state folder: what it was told survives it.
final class KeepsState implements Keeping {
    private final StateFile state;
    private Optional<Cutovers> cutovers = Optional.empty();

    private KeepsState(StateFile state) {
        this.state = state;
    }

    static KeepsState in(Path folder) {
        return new KeepsState(StateFile.in(folder));
    }

    @Override
    public Optional<Problem> problem() {
        return state.problem();
    }

    @Override
    public Optional<RoutingTable> table() {
        return state.table();
    }

    @Override
    public void keep(RoutingTable table, History.Why why) {
        state.keep(table, why);
    }

    @Override
    public History history() {
        return state.history();
    }

    @Override
    public Armory armory(Routing routing) {
        var opened = Cutovers.open(state, routing, Clock.systemUTC());
        cutovers = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() {
        cutovers.ifPresent(Cutovers::close);
    }
}

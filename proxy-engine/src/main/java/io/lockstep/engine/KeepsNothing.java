package io.lockstep.engine;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;
import java.util.Optional;

/// An engine without a state folder: it forgets its table when it ends, and arms nothing.
final class KeepsNothing implements Keeping, Armory {
    private volatile History history = History.none();

    @Override
    public Optional<Problem> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<RoutingTable> table() {
        return Optional.empty();
    }

    @Override
    public synchronized void keep(RoutingTable table, History.Why why) {
        history = history.with(table, why, Instant.now());
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Armory armory(Routing routing) {
        return this;
    }

    @Override
    public CutoverRecord arm(ArmedCutover cutover) {
        throw new ProblemException(
                new Problem(
                        "engine.keepsNothing",
                        "This engine runs without a state folder, so it cannot keep a cutover.",
                        "Nothing was armed; the routes in force stay.",
                        "Start it with --state FOLDER."));
    }

    @Override
    public void disarm(String id) {}

    @Override
    public Optional<CutoverRecord> record() {
        return Optional.empty();
    }

    @Override
    public Optional<ChainView> chain() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}

package io.lockstep.engine;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.Frozen;
import io.lockstep.engine.state.StateHandOver;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// An engine without a state folder: it forgets its table when it ends, and arms nothing.
final class KeepsNothing implements Keeping, Armory {
    private History history = History.none();
    private final Optional<RoutingTable> handed;
    private RoutingTable kept;
    private boolean paused;

    KeepsNothing() {
        this(Optional.empty());
    }

    private KeepsNothing(Optional<RoutingTable> handed) {
        this.handed = handed;
        this.kept = handed.orElseGet(RoutingTable::empty);
    }

    /// Goes on with the table that another engine hands over.
    static KeepsNothing handed(String text) {
        try {
            return new KeepsNothing(Optional.of(StateHandOver.table(text)));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.handOver",
                            "The routes of the running engine cannot be read: %s."
                                    .formatted(e.getMessage()),
                            "The running engine serves on untouched.",
                            "Quit the running engine, then start the new one."),
                    e);
        }
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<RoutingTable> table() {
        return handed;
    }

    @Override
    public synchronized void keep(RoutingTable table, History.Why why) {
        if (paused) {
            throw new ProblemException(Frozen.problem());
        }
        kept = table;
        history = history.with(table, why, Instant.now());
    }

    @Override
    public synchronized History history() {
        return history;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public synchronized String pause() {
        paused = true;
        return StateHandOver.text(kept);
    }

    @Override
    public synchronized void resume() {
        paused = false;
    }

    @Override
    public void own() {}

    @Override
    public Armory armory(Routing routing, MlNodes nodes) {
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
    public void hear(GpuWord word) {}

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

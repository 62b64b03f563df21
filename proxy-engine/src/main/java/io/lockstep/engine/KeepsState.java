package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.handover.Cutovers;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.FolderLock;
import io.lockstep.engine.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// An engine with a state folder: what it was told survives it.
final class KeepsState implements Keeping {
    private static final int LOCK_TRIES = 500;
    private static final Duration BREATH = Duration.ofMillis(20);

    private final Path folder;
    private final StateFile state;
    private Optional<FolderLock> lock;
    private Optional<Cutovers> cutovers = Optional.empty();

    private KeepsState(Path folder, StateFile state, Optional<FolderLock> lock) {
        this.folder = folder;
        this.state = state;
        this.lock = lock;
    }

    /// Throws when another engine owns the folder.
    static KeepsState in(Path folder) {
        var lock = FolderLock.of(folder);
        try {
            return new KeepsState(folder, StateFile.in(folder), Optional.of(lock));
        } catch (ProblemException e) {
            lock.close();
            throw e;
        }
    }

    /// Goes on with what another engine hands over, and owns the folder with [#own].
    static KeepsState handed(Path folder, String text) {
        return new KeepsState(folder, StateFile.handed(folder, text), Optional.empty());
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
    public Armory armory(Routing routing, MlNodes nodes) {
        var opened = Cutovers.open(state, routing, Clock.systemUTC(), nodes);
        cutovers = Optional.of(opened);
        return opened;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public String pause() {
        return cutovers.map(Cutovers::pause).orElseGet(state::freeze);
    }

    @Override
    public void resume() {
        cutovers.ifPresentOrElse(Cutovers::resume, state::thaw);
    }

    /// The engine before has given the lock up. One that is started at this moment without taking
    /// over may have it, until it finds the listeners taken and ends.
    @Override
    public void own() {
        for (var tries = LOCK_TRIES; lock.isEmpty(); tries--) {
            try {
                lock = Optional.of(FolderLock.of(folder));
            } catch (ProblemException e) {
                if (tries == 0) {
                    throw e;
                }
                LockSupport.parkNanos(BREATH.toNanos());
            }
        }
        state.write();
    }

    @Override
    public void close() {
        cutovers.ifPresent(Cutovers::close);
        lock.ifPresent(FolderLock::close);
        lock = Optional.empty();
    }
}

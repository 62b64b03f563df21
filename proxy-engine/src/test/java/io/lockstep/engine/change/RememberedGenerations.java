package io.lockstep.engine.change;

import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;

/// Keeps generations in memory only.
public final class RememberedGenerations implements Generations {
    private volatile History history = History.none();

    @Override
    public synchronized void keep(RoutingTable table, History.Why why) {
        history = history.with(table, why, Instant.EPOCH);
    }

    @Override
    public History history() {
        return history;
    }
}

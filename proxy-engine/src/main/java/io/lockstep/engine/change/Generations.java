package io.lockstep.engine.change;

import io.lockstep.engine.route.RoutingTable;

/// Keeps each generation before it is in force, and remembers the last of them. Safe on any thread;
/// keeping may wait for a disk, remembering never does.
public interface Generations {

    /// Returns once the table would survive a crash, as far as this engine's can.
    void keep(RoutingTable table, History.Why why);

    History history();
}

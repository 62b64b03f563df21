package io.lockstep.engine;

import io.lockstep.engine.control.Armory;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.util.Optional;

/// What outlives an engine's process: its table and its cutover.
interface Keeping extends AutoCloseable {

    /// The table of the engine before, when there was one.
    Optional<RoutingTable> table();

    /// Returns once the table would survive a crash.
    void table(RoutingTable table);

    /// Goes on with the cutover that was kept, before the first listener opens.
    Armory armory(Routing routing);

    @Override
    void close();
}

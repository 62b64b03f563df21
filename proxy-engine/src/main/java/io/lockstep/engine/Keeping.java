package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.change.Generations;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.util.Optional;

/// What outlives an engine's process: its table with its history, and its cutover.
interface Keeping extends Generations, AutoCloseable {

    /// What was found and could not be used; it was put aside, not lost.
    Optional<Problem> problem();

    /// The table of the engine before, when there was one.
    Optional<RoutingTable> table();

    /// Goes on with the cutover that was kept.
    ///
    /// @param nodes how its MLNodes are spoken to
    Armory armory(Routing routing, MlNodes nodes);

    /// Whether anything is on disk.
    boolean durable();

    /// Begins and keeps nothing more, and returns all that is kept; throws `ProblemException` while
    /// a cutover is under way.
    String pause();

    /// Goes on after a [#pause].
    void resume();

    /// Becomes the one who keeps what another engine kept until now.
    void own();

    /// Writes nothing: the next engine goes on.
    @Override
    void close();
}

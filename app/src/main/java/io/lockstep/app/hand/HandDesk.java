package io.lockstep.app.hand;

import io.lockstep.app.containers.Container;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import java.util.function.Consumer;

/// Where an operator acts on single containers and on the engine's routes. Every method blocks and
/// throws a [io.lockstep.chain.problem.ProblemException] when it cannot be done; what changes
/// something is in the journal before and after.
public interface HandDesk {

    /// Hears the newest lines of a container's log and those to come, until the container ends or
    /// the calling thread is interrupted.
    ///
    /// @param host its name among the watched hosts
    void log(String host, String containerId, int lines, Consumer<String> heard);

    /// @return what is so now, one sentence
    String act(String host, Container container, ContainerAct act);

    /// What the change would do now; nothing is changed.
    EnginePlan plan(EngineChange change);

    /// What going back to that generation would do now; nothing is changed.
    EnginePlan planBack(long generation);

    /// @return what is so now, one sentence
    String change(EngineChange change);

    /// Puts an older generation in force again under a new number. Upstreams that get new requests
    /// must answer.
    ///
    /// @return what is so now, one sentence
    String back(long generation);
}

package io.lockstep.engine.control;

import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.GpuWord;
import java.net.URI;
import java.util.List;

/// What may be asked of a running engine.
///
/// Every method blocks for at most a few seconds and throws `ProblemException` when the engine
/// cannot be reached or refuses; a refused change leaves the generation in force. Asking again for
/// what is already so changes nothing and makes no new generation. Each change returns the status
/// after it.
public interface EngineControl extends AutoCloseable {

    EngineStatus status();

    /// Adds or replaces the upstream of that version and routes `/version/*` to it, whether it
    /// answers or not: a candidate is routed before it is up. [#change] looks first.
    EngineStatus route(String version, URI upstream);

    /// Sends what no prefix takes to the upstream of that version.
    EngineStatus routeDefault(String version);

    /// Removes the upstream and the route of that version; refused while the default route or a
    /// cutover needs it.
    EngineStatus unroute(String version);

    /// Persists the cutover, then acknowledges it.
    EngineStatus arm(ArmedCutover cutover);

    /// Takes an armed cutover back; refused once it has begun.
    EngineStatus disarm(String id);

    /// Says who holds the GPUs; a cutover that waits for them counts it. An engine of before this
    /// was asked refuses it, and changes nothing.
    EngineStatus gpu(GpuWord word);

    /// What the change would do if it were asked for now; nothing is changed.
    EnginePlan plan(EngineChange change);

    /// Puts all its edits in force as one generation, or none. Upstreams that get new requests must
    /// answer first, unless the change is unchecked; one that expects another generation is
    /// refused.
    EngineStatus change(EngineChange change);

    /// The table in force in words, with a look at each upstream.
    EngineRoutes routes();

    /// How the last generations came in force, oldest first.
    List<GenerationRecord> history();

    /// What [#rollback] would do if it were asked for now; nothing is changed.
    EnginePlan planRollback(long generation);

    /// Puts the content of an older generation in force under a new number; as careful as
    /// [#change].
    ///
    /// @param unchecked skips the look at upstreams that get new requests by it
    EngineStatus rollback(long generation, boolean unchecked);

    /// How many requests and tunnels a version still has. Refused while it gets new ones.
    DrainView drain(String version);

    /// Breaks off what [#drain] would count, and tells how much that was.
    DrainView cut(String version);

    /// Ends the engine after the requests in flight have been answered.
    void quit();

    @Override
    void close();
}

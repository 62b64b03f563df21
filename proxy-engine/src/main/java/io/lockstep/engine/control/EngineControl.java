package io.lockstep.engine.control;

import io.lockstep.engine.cutover.ArmedCutover;
import java.net.URI;

/// What may be asked of a running engine.
///
/// Every method blocks for at most a few seconds and throws `ProblemException` when the engine
/// cannot be reached or refuses; a refused change leaves the generation in force. Asking again for
/// what is already so changes nothing and makes no new generation. Each change returns the status
/// after it.
public interface EngineControl extends AutoCloseable {

    EngineStatus status();

    /// Adds or replaces the upstream of that version and routes `/version/*` to it.
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

    /// Ends the engine after the requests in flight have been answered.
    void quit();

    @Override
    void close();
}

package io.lockstep.engine.change;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The table in force as people read it, with a look at each upstream.
///
/// @param defaultRoute what happens to requests that no prefix takes, in words
public record EngineRoutes(
        long generation,
        List<Route> routes,
        Optional<String> defaultRoute,
        List<Upstream> upstreams) {

    /// @param does what happens to requests for `/prefix/`, in words
    public record Route(String prefix, String does) {}

    /// @param inFlight requests sent and not yet answered, tunnels included
    public record Upstream(String name, URI url, long inFlight, boolean healthy, String says) {}
}

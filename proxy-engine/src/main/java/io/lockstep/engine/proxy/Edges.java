package io.lockstep.engine.proxy;

import java.util.Optional;

/// What a proxy's connections are made of, to clients and to upstreams.
///
/// @param transport empty for the best this system has
public record Edges(Optional<Transport> transport, UpstreamTrust trust) {

    /// The best transport and plain upstreams.
    public static Edges standard() {
        return new Edges(Optional.empty(), UpstreamTrust.none());
    }
}

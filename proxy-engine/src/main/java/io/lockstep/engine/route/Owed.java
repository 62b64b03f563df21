package io.lockstep.engine.route;

import java.util.HashMap;
import java.util.Map;

/// The requests in flight of one engine at one moment, as it tells them to the engine that has
/// replaced it.
///
/// @param generation the table that engine decided by
/// @param upstreams only those with requests in flight
public record Owed(long generation, Map<String, Share> upstreams) {

    /// @param oldest the lowest generation among those that sent these requests
    public record Share(long inFlight, long oldest) {
        Share plus(Share more) {
            return new Share(inFlight + more.inFlight, Math.min(oldest, more.oldest));
        }
    }

    public Owed {
        upstreams = Map.copyOf(upstreams);
    }

    /// There is no other engine.
    public static Owed nothing() {
        return new Owed(Long.MAX_VALUE, Map.of());
    }

    /// Another engine has not said yet what it owes: anything may be in flight there.
    public static Owed unknown() {
        return new Owed(Long.MIN_VALUE, Map.of());
    }

    long inFlight(String upstream) {
        var share = upstreams.get(upstream);
        return share == null ? 0 : share.inFlight();
    }

    /// Whether nothing sent before that generation is in flight there, nor can be sent any more.
    boolean settled(String upstream, long before) {
        var share = upstreams.get(upstream);
        return generation >= before && (share == null || share.oldest() >= before);
    }

    /// What two engines owe together.
    Owed plus(Owed more) {
        var both = new HashMap<>(upstreams);
        more.upstreams.forEach((upstream, share) -> both.merge(upstream, share, Share::plus));
        return new Owed(Math.min(generation, more.generation), both);
    }
}

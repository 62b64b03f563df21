package io.lockstep.engine.control;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.engine.cutover.CutoverRecord;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A running engine as it describes itself.
///
/// @param generation number of the routing table in force; rises by one with each change
/// @param listeners in the form of `--listen`, with true ports
/// @param defaultUpstream the upstream that takes every request without a known version prefix
/// @param chain present while the engine follows a chain
/// @param cutover the armed, running or last ended cutover
public record EngineStatus(
        String version,
        long pid,
        Instant startedAt,
        long generation,
        List<String> listeners,
        List<Route> routes,
        Optional<String> defaultUpstream,
        List<Upstream> upstreams,
        Traffic traffic,
        Optional<ChainView> chain,
        Optional<CutoverRecord> cutover) {

    /// `/prefix/*` goes to the upstream of that name, the prefix removed.
    public record Route(String prefix, String upstream) {}

    /// @param inFlight requests sent and not yet answered
    /// @param requests all requests ever leased to it
    /// @param errors answers with status 500 and above, and broken connections
    public record Upstream(String name, URI url, long inFlight, long requests, long errors) {}

    /// Totals since the engine started, over all upstreams.
    public record Traffic(
            long requests,
            long errors,
            long inFlight,
            long bytesIn,
            long bytesOut,
            double requestsPerSecond,
            double firstByteP50Millis,
            double firstByteP99Millis) {}
}

package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.engine.change.GenerationRecord;
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
/// @param prefixes what clients really use; empty from an engine that does not tell
/// @param history how the last generations came in force, oldest first; told to who asks for the
///   status, and empty in the answer to a change
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
        Optional<CutoverRecord> cutover,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Prefix> prefixes,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<GenerationRecord> history) {

    /// Without a history.
    public EngineStatus(
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
            Optional<CutoverRecord> cutover,
            List<Prefix> prefixes) {
        this(
                version,
                pid,
                startedAt,
                generation,
                listeners,
                routes,
                defaultUpstream,
                upstreams,
                traffic,
                chain,
                cutover,
                prefixes,
                List.of());
    }

    /// Of an engine that does not tell which prefixes are used.
    public EngineStatus(
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
        this(
                version,
                pid,
                startedAt,
                generation,
                listeners,
                routes,
                defaultUpstream,
                upstreams,
                traffic,
                chain,
                cutover,
                List.of());
    }

    EngineStatus with(List<GenerationRecord> past) {
        return new EngineStatus(
                version,
                pid,
                startedAt,
                generation,
                listeners,
                routes,
                defaultUpstream,
                upstreams,
                traffic,
                chain,
                cutover,
                prefixes,
                past);
    }

    /// `/prefix/*` goes to the upstream of that name, the prefix removed.
    ///
    /// @param upstream empty while its requests are refused
    /// @param kept what becomes of its requests while none goes on: that they wait or are refused,
    ///   in words that follow the prefix; absent from an engine that does not tell
    public record Route(String prefix, String upstream, Optional<String> kept) {
        public Route(String prefix, String upstream) {
            this(prefix, upstream, Optional.empty());
        }
    }

    /// @param inFlight requests sent and not yet answered
    /// @param requests all requests ever leased to it
    /// @param errors answers with status 500 and above, and broken connections
    public record Upstream(String name, URI url, long inFlight, long requests, long errors) {}

    /// A prefix that clients used since the engine started: `/` for what the default route took,
    /// else with its slash, such as `/v3.0.8`.
    ///
    /// @param routed whether it ever was a route; what was none and looks like a version went to
    ///   the default route and is counted there, too
    /// @param lastSeen when the newest request with it came
    /// @param bodyBytes what bodies of requests brought, which work has and a look at a state has
    ///   not; absent from what was no route and from an engine that does not tell
    public record Prefix(
            String prefix,
            boolean routed,
            long requests,
            Instant lastSeen,
            Optional<Long> bodyBytes) {

        public Prefix(String prefix, boolean routed, long requests, Instant lastSeen) {
            this(prefix, routed, requests, lastSeen, Optional.empty());
        }
    }

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

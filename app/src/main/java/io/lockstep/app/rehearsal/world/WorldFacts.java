package io.lockstep.app.rehearsal.world;

import io.lockstep.app.rehearsal.traffic.TrafficReport;
import java.net.URI;
import java.util.List;

/// Everything a rehearsal may know of its world, at one moment.
///
/// @param forContainers the chain's addresses on Docker networks, as they were asked for
/// @param upgradeHeight 0 until the story begins
/// @param apiNodePrefix what the API node puts in front of each MLNode path now
/// @param begun whether API node, traffic and story have begun
/// @param over whether the story has come to its end
/// @param events what happened so far, in lines for a terminal
/// @param traffic zeros until it begins
public record WorldFacts(
        WorldPlan plan,
        List<URI> rpcs,
        URI rest,
        URI apiNodeAdmin,
        URI apiNodePublic,
        List<ChainAddresses> forContainers,
        long height,
        long appliedHeight,
        long upgradeHeight,
        String apiNodePrefix,
        boolean begun,
        boolean over,
        boolean finished,
        List<String> events,
        TrafficReport traffic) {

    public WorldFacts {
        rpcs = List.copyOf(rpcs);
        forContainers = List.copyOf(forContainers);
        events = List.copyOf(events);
    }

    /// Where a network reaches the chain.
    ///
    /// @param address of the host on that network
    public record ChainAddresses(String address, List<URI> rpcs, URI rest) {
        public ChainAddresses {
            rpcs = List.copyOf(rpcs);
        }
    }
}

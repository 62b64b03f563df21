package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.Generation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a simulated API node is set up.
///
/// @param epochModels whether the chain has given its node a model for this epoch; without one it
///   has the node stopped again and again, as a node that served nothing in its first PoC
/// @param lines hears what the real one would log about versions
/// @param requests file for every request to the MLNode, a line of JSON each
public record ApiNodeConfig(
        Generation generation,
        List<URI> rpcs,
        URI rest,
        boolean epochModels,
        Timers timers,
        Consumer<String> lines,
        Optional<Path> requests) {

    public ApiNodeConfig {
        rpcs = List.copyOf(rpcs);
    }
}

package io.lockstep.chain.version;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Chooses the MLNode for a request by version, as the first generation does (fact sheet, section
/// 4.5): one of exactly that version if one is free, else any that is free.
public final class NodeChoice {
    private NodeChoice() {}

    /// @param version wanted; empty takes any node
    /// @param versionOf the version a node was registered with
    /// @param free whether a node can take one more request; asked in the order of the nodes
    public static <N> Optional<N> of(
            List<N> nodes, String version, Function<N, String> versionOf, Predicate<N> free) {
        var exact =
                nodes.stream()
                        .filter(node -> version.isEmpty() || versionOf.apply(node).equals(version))
                        .filter(free)
                        .findFirst();
        return exact.or(() -> nodes.stream().filter(free).findFirst());
    }
}

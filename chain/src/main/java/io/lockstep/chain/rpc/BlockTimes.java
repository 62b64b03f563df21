package io.lockstep.chain.rpc;

import io.lockstep.chain.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Times of past blocks, each asked for once: they never change. Not thread-safe; methods block.
public final class BlockTimes {
    private static final int MOST = 1000;

    private final List<RpcClient> nodes;
    private final Map<Long, Optional<Instant>> known = new HashMap<>();

    /// @param nodes asked one after another until one has the block
    public BlockTimes(List<RpcClient> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /// Those of the heights that a node still has. A pruned block stays unknown; a node that does
    /// not answer is asked again the next time.
    public Map<Long, Instant> of(Set<Long> heights) {
        if (known.size() > MOST) {
            known.clear();
        }
        Map<Long, Instant> found = new HashMap<>();
        for (var height : heights) {
            var time = known.containsKey(height) ? known.get(height) : ask(height);
            Optional.ofNullable(time)
                    .flatMap(moment -> moment)
                    .ifPresent(moment -> found.put(height, moment));
        }
        return Map.copyOf(found);
    }

    private Optional<Instant> ask(long height) {
        var gone = !nodes.isEmpty();
        for (var node : nodes) {
            try {
                var time = Optional.of(node.header(height).time());
                known.put(height, time);
                return time;
            } catch (ProblemException e) {
                gone &= e.problem().code().equals("chain.pruned");
            }
        }
        if (gone) {
            known.put(height, Optional.empty());
        }
        return Optional.empty();
    }
}

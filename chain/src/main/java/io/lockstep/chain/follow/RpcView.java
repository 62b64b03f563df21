package io.lockstep.chain.follow;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.rpc.NodeStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// One RPC node as the follower judges it.
///
/// @param status what it said; empty when the newest probe failed
/// @param problem why its word does not count, when it does not
/// @param at when the newest probe ended
public record RpcView(
        URI rpc,
        Verdict verdict,
        Optional<NodeStatus> status,
        Optional<Problem> problem,
        Instant at) {

    /// How a node stands to the others.
    public enum Verdict {
        AGREES,
        LAGS,
        AHEAD,
        CATCHING_UP,
        FORKS,
        OTHER_CHAIN,
        UNREACHABLE,
        MALFORMED
    }
}

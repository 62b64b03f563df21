package io.lockstep.chain.follow;

import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;

/// The chain through all configured RPC nodes. Without agreement there is no head, never a guess.
///
/// @param problem why there is no head, when there is none
public record ChainView(List<RpcView> rpcs, Optional<Head> head, Optional<Problem> problem) {}

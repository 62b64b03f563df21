package io.lockstep.chain.follow;

import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;

/// The chain through all configured RPC nodes. Without agreement there is no head, never a guess.
///
/// @param problem why there is no head, when there is none
/// @param last the newest head that was ever agreed on: nothing acts on it, it is only told
public record ChainView(
        List<RpcView> rpcs, Optional<Head> head, Optional<Problem> problem, Optional<Head> last) {

    public ChainView(List<RpcView> rpcs, Optional<Head> head, Optional<Problem> problem) {
        this(rpcs, head, problem, head);
    }

    /// The same, knowing what was agreed on before; without a head now its problem says so.
    ChainView after(Optional<Head> before) {
        var told =
                head.isPresent()
                        ? problem
                        : problem.map(now -> before.map(known -> told(now, known)).orElse(now));
        return new ChainView(rpcs, head, told, before);
    }

    private static Problem told(Problem now, Head known) {
        return new Problem(
                now.code(),
                "%s The last agreed block is %d%s."
                        .formatted(
                                now.what(),
                                known.seenHeight(),
                                known.halted()
                                        ? ", applied up to %d".formatted(known.appliedHeight())
                                        : ""),
                now.stands(),
                now.remedy());
    }
}

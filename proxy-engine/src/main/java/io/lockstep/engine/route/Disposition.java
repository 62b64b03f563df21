package io.lockstep.engine.route;

import java.time.Duration;
import java.util.List;

/// What happens to a request once its route is known.
public sealed interface Disposition {

    /// It goes to that upstream.
    record To(String upstream) implements Disposition {}

    /// It goes to `upstream`, which answers for `insteadOf` during a hand-over. A command of the
    /// management API is refused: it would disturb what the engine itself is doing.
    record Bridge(String upstream, String insteadOf) implements Disposition {}

    /// It waits until a table without this hold is in force, at most `limit`. A command of the
    /// management API is refused: released later it would meet another version than was meant.
    record Hold(String toward, Duration limit) implements Disposition {}

    /// Work goes to one version, management to another. Before a cutover the armed candidate is
    /// proven through its prefix while an API node that is early is served by the incumbent; after
    /// it, the retired incumbent is stopped through its own and the candidate does the work.
    record Split(String work, String management) implements Disposition {}

    /// It is answered 503 with `Retry-After`.
    record Refuse(Duration retryAfter) implements Disposition {}

    /// The upstreams that must be there for it.
    default List<String> upstreams() {
        return switch (this) {
            case To(var upstream) -> List.of(upstream);
            case Bridge(var upstream, _) -> List.of(upstream);
            case Hold(var toward, _) -> List.of(toward);
            case Split(var work, var management) -> List.of(work, management);
            case Refuse _ -> List.of();
        };
    }
}

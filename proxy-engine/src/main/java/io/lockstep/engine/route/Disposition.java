package io.lockstep.engine.route;

import java.time.Duration;

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

    /// Work goes to the successor, management to the retired version: an API node stops that one
    /// through its prefix after the switch, which must never reach the successor.
    record Retired(String successor, String retired) implements Disposition {}

    /// It is answered 503 with `Retry-After`.
    record Refuse(Duration retryAfter) implements Disposition {}
}

package io.lockstep.engine.route;

import java.time.Duration;

/// What happens to a request once its route is known.
public sealed interface Disposition {

    /// It goes to that upstream.
    record To(String upstream) implements Disposition {}

    /// It goes to `upstream`, which answers for `insteadOf` during a hand-over.
    record Bridge(String upstream, String insteadOf) implements Disposition {}

    /// It waits until a table without this hold is in force, at most `limit`.
    record Hold(String toward, Duration limit) implements Disposition {}

    /// It is answered 503 with `Retry-After`.
    record Refuse(Duration retryAfter) implements Disposition {}
}

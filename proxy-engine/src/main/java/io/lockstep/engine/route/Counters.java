package io.lockstep.engine.route;

import java.util.concurrent.atomic.LongAdder;

/// What the engine has done since it started. Safe on any thread; readings are not one instant.
public final class Counters {

    /// @param requests leases ever taken
    /// @param errors answers with status 500 and above, and broken connections
    public record Upstream(LongAdder requests, LongAdder errors) {
        public Upstream() {
            this(new LongAdder(), new LongAdder());
        }
    }

    private final LongAdder held = new LongAdder();
    private final LongAdder bridged = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// Requests that waited for a table without a hold.
    public LongAdder held() {
        return held;
    }

    /// Requests one version answered for another.
    public LongAdder bridged() {
        return bridged;
    }

    /// Requests answered 503 by a table or a hold limit; commands that are refused to guard a
    /// hand-over are not among them.
    public LongAdder refused() {
        return refused;
    }
}

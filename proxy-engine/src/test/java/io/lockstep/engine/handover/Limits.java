package io.lockstep.engine.handover;

import io.lockstep.engine.cutover.ArmedCutover;

/// A cutover with one of its limits changed.
final class Limits {
    private Limits() {}

    static ArmedCutover drain(ArmedCutover armed, long millis) {
        return limits(armed, millis, armed.readyLimitMillis());
    }

    static ArmedCutover ready(ArmedCutover armed, long millis) {
        return limits(armed, armed.drainLimitMillis(), millis);
    }

    /// The same, meant although its block may be applied already.
    static ArmedCutover late(ArmedCutover armed) {
        return limits(armed, armed.drainLimitMillis(), armed.readyLimitMillis(), true);
    }

    private static ArmedCutover limits(ArmedCutover armed, long drain, long ready) {
        return limits(armed, drain, ready, armed.late());
    }

    private static ArmedCutover limits(ArmedCutover armed, long drain, long ready, boolean late) {
        return new ArmedCutover(
                armed.id(),
                armed.chainId(),
                armed.height(),
                armed.lead(),
                armed.incumbent(),
                armed.candidate(),
                armed.rpcs(),
                armed.model(),
                armed.policy(),
                drain,
                ready,
                armed.holdLimitMillis(),
                late,
                armed.gpu());
    }
}

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

    private static ArmedCutover limits(ArmedCutover armed, long drain, long ready) {
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
                armed.holdLimitMillis());
    }
}

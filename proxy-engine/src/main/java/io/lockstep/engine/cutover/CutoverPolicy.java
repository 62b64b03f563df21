package io.lockstep.engine.cutover;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens to requests that arrive while the GPU changes hands.
public enum CutoverPolicy {
    /// The incumbent goes on serving while its older requests end; only the hand-over of the GPU
    /// itself is waited for.
    @JsonProperty("bridge")
    BRIDGE,
    /// Requests wait in the engine from the upgrade height until the candidate serves, up to a
    /// limit.
    @JsonProperty("hold")
    HOLD,
    /// Requests are answered 503 with `Retry-After` until the candidate serves.
    @JsonProperty("refuse")
    REFUSE
}

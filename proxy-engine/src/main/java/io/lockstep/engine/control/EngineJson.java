package io.lockstep.engine.control;

/// An engine's status for scripts and for people who read JSON.
public final class EngineJson {
    private EngineJson() {}

    public static String of(EngineStatus status) {
        return ControlJson.pretty(status);
    }
}

package io.lockstep.engine.control;

/// What an engine tells, for scripts and for people who read JSON.
public final class EngineJson {
    private EngineJson() {}

    public static String of(EngineStatus status) {
        return ControlJson.pretty(status);
    }

    /// One object on one line.
    public static String line(Object told) {
        return ControlJson.compact(told);
    }
}

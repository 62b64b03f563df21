package io.lockstep.engine.control;

/// What an engine answered, for scripts and for people who read JSON.
public final class EngineJson {
    private EngineJson() {}

    /// Of a status, a plan, routes, a history or a drain.
    public static String of(Object answer) {
        return ControlJson.pretty(answer);
    }

    /// One object on one line.
    public static String line(Object told) {
        return ControlJson.compact(told);
    }
}

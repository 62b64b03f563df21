package io.lockstep.app.containers;

import java.util.List;

/// Where the proxy engine keeps its things inside its container, and how it is asked there.
public final class EngineLayout {
    public static final String CONTROL_FOLDER = "/run/lockstep";
    public static final String CONTROL_SOCKET = CONTROL_FOLDER + "/control.sock";
    public static final String STATE_FOLDER = "/var/lib/lockstep";

    private EngineLayout() {}

    /// What follows the entry point to reach the control channel through a process's streams.
    public static List<String> relay() {
        return List.of("relay", "--control", CONTROL_SOCKET);
    }
}

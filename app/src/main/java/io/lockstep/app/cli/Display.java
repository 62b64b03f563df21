package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// Whether this machine has a screen for a window.
final class Display {
    private Display() {}

    static boolean here() {
        var system = System.getProperty("os.name", "");
        return system.startsWith("Mac")
                || system.startsWith("Windows")
                || set("DISPLAY")
                || set("WAYLAND_DISPLAY");
    }

    static void require() {
        if (!here()) {
            throw new ProblemException(
                    new Problem(
                            "window.noDisplay",
                            "There is no display for a window here.",
                            "Nothing was started or changed.",
                            "Use lockstep status and lockstep upgrade in this terminal, or set DISPLAY."));
        }
    }

    /// @param detail what the window toolkit said
    static ProblemException refused(String detail) {
        return new ProblemException(
                new Problem(
                        "window.refused",
                        "The window could not be opened: %s.".formatted(detail),
                        "The engine keeps what is routed and armed.",
                        "Check DISPLAY, or use lockstep status and lockstep upgrade in this terminal."));
    }

    private static boolean set(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}

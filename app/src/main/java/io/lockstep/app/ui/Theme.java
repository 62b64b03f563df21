package io.lockstep.app.ui;

/// Which colours the console wears.
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
}

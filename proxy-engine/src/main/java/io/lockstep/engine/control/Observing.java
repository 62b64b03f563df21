package io.lockstep.engine.control;

import io.lockstep.engine.observe.LogSettings;

/// What the control channel asks of whoever counts and logs exchanges.
public interface Observing {

    Observed observed();

    /// OpenMetrics text.
    String metrics();

    /// Throws `ProblemException` when the log cannot be written; the log in force then stays.
    void accessLog(LogSettings settings);
}

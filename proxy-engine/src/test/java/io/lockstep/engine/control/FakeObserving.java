package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.observe.LogSettings;
import java.util.List;

/// Counts nothing, and takes any log but one to `/nowhere`.
final class FakeObserving implements Observing {
    private LogSettings log = LogSettings.OFF;

    @Override
    public Observed observed() {
        return new Observed(
                List.of(), List.of(1L, 2L), 3, 4, 5, log, 6, new Observed.Resources(7, 8, 9, 10));
    }

    @Override
    public String metrics() {
        return "# EOF\n";
    }

    @Override
    public void accessLog(LogSettings settings) {
        if (settings.to().filter("/nowhere"::equals).isPresent()) {
            throw new ProblemException(
                    new Problem("engine.cannotLog", "Nowhere.", "All stays.", "Go somewhere."));
        }
        log = settings;
    }
}

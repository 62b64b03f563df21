package io.lockstep.app.upgrade;

import java.util.List;
import java.util.Optional;

/// The steps to a goal, in order, each with its state. The same list is shown everywhere.
public record Plan(Goal goal, List<Step> steps) {

    /// The first step that is not done.
    public Optional<Step> current() {
        return steps.stream().filter(step -> !step.done()).findFirst();
    }

    public boolean done() {
        return current().isEmpty();
    }
}

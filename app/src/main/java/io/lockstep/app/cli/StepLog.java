package io.lockstep.app.cli;

import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the steps of a plan in lines: one that is done, and the first that is not, each when it
/// says something new. A countdown is not told block by block, and what waits for another step not
/// at all.
final class StepLog {
    private final Map<StepName, String> told = new EnumMap<>(StepName.class);
    private final Consumer<String> lines;

    StepLog(Consumer<String> lines) {
        this.lines = lines;
    }

    void show(Plan plan) {
        var current = plan.current();
        plan.steps().stream()
                .filter(step -> step.done() || current.filter(step::equals).isPresent())
                .forEach(this::show);
    }

    private void show(Step step) {
        var line = StepText.of(step);
        var gist = step.done() ? "done" : line.replaceAll("[0-9]+", "#");
        if (!gist.equals(told.put(step.name(), gist))) {
            lines.accept(line);
        }
    }
}

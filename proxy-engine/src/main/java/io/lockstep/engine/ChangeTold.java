package io.lockstep.engine;

import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineJson;
import io.lockstep.engine.control.EngineStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/// Tells people, or programs, what a change would do or has done.
record ChangeTold(PrintWriter out, boolean json) {

    /// Returns the exit code: a plan that would be refused is a failure.
    int plan(EnginePlan plan) {
        if (json) {
            out.println(EngineJson.of(plan));
        } else {
            words(plan);
        }
        return plan.refusal().isPresent() ? 1 : 0;
    }

    private void words(EnginePlan plan) {
        if (!plan.diff().changesNothing()) {
            out.println(
                    "Generation %d is in force. Generation %d would differ by:"
                            .formatted(plan.generation(), plan.generation() + 1));
            plan.diff().lines().forEach(line -> out.println("  " + line));
            plan.health()
                    .forEach(one ->
                            out.println(
                                    "Looked at %s at %s: %s."
                                            .formatted(one.name(), one.url(), one.says())));
        }
        if (plan.refusal().isPresent()) {
            out.println("It would be refused. " + plan.refusal().get().sentence());
        } else if (plan.diff().changesNothing()) {
            out.println(unchanged(plan.generation()));
        } else {
            out.println("Nothing was changed; leave out --dry-run to do it.");
        }
    }

    int made(EngineControl engine, Supplier<EngineStatus> change) {
        var before = engine.status().generation();
        var after = change.get();
        if (json) {
            out.println(EngineJson.of(after));
        } else if (after.generation() == before) {
            out.println(unchanged(before));
        } else {
            out.println("Generation %d is in force.".formatted(after.generation()));
            changes(engine, after.generation()).forEach(line -> out.println("  " + line));
        }
        return 0;
    }

    private static List<String> changes(EngineControl engine, long generation) {
        return engine.history().stream()
                .filter(record -> record.generation() == generation)
                .findFirst()
                .map(record -> record.changes())
                .orElse(List.of());
    }

    private static String unchanged(long generation) {
        return "Everything is so already; generation %d stays in force.".formatted(generation);
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Printable;

/// A step in one line.
final class StepText {
    private StepText() {}

    static String of(Step step) {
        return "%s, %s".formatted(Words.of(step.name()), of(step.state()));
    }

    private static String of(StepState state) {
        return Printable.line(
                switch (state) {
                    case StepState.Done(var evidence) -> "done: " + evidence;
                    case StepState.Ready(var act) -> "ready: " + act;
                    case StepState.Waiting(var on) -> "waiting: " + on;
                    case StepState.Refused(var problem) -> "refused: " + problem.sentence();
                });
    }
}

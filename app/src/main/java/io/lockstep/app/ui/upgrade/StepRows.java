package io.lockstep.app.ui.upgrade;

import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.util.List;

/// The ten steps as the list shows them.
public record StepRows(Texts texts, Figures figures) {

    enum Kind {
        DONE,
        CURRENT,
        REFUSED,
        OPEN
    }

    /// @param detail evidence, or what it waits for
    record Line(StepName name, String title, String detail, Kind kind) {}

    List<Line> of(Plan plan) {
        return plan.steps().stream().map(step -> line(plan, step)).toList();
    }

    private Line line(Plan plan, Step step) {
        var current = plan.current().filter(step::equals).isPresent();
        var kind =
                switch (step.state()) {
                    case StepState.Done _ -> Kind.DONE;
                    case StepState.Refused _ -> Kind.REFUSED;
                    case StepState.Ready _, StepState.Waiting _ ->
                            current ? Kind.CURRENT : Kind.OPEN;
                };
        return new Line(
                step.name(), texts.of("upgrade.step", step.name()), detail(step.state()), kind);
    }

    String detail(StepState state) {
        return figures.spaced(
                switch (state) {
                    case StepState.Done(var evidence) -> evidence;
                    case StepState.Ready(var act) -> texts.get("upgrade.readyTo", act);
                    case StepState.Waiting(var on) -> on;
                    case StepState.Refused(var reason) -> reason.what();
                });
    }
}

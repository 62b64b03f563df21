package io.lockstep.app.ui.upgrade;

import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Until when the preparation may still begin: the earliest moment of the height, less a cautious
/// time for every step that is not done.
///
/// @param needs what is left to prepare, as reckoned
record SafeStart(Instant at, Duration needs) {

    /// Empty when everything is prepared, or no moment can be named.
    static Optional<SafeStart> of(Plan plan, Moment moment) {
        var needs =
                plan.steps().stream()
                        .filter(step -> !step.done())
                        .map(Step::name)
                        .map(SafeStart::cautious)
                        .reduce(Duration.ZERO, Duration::plus);
        var height = plan.goal().upgrade().height();
        return moment.snapshot()
                .chain()
                .live()
                .flatMap(chain -> chain.head())
                .filter(head -> head.blocksUntil(height) > 0)
                .flatMap(head -> head.eta(height))
                .filter(_ -> !needs.isZero())
                .map(eta -> new SafeStart(eta.earliest().minus(needs), needs));
    }

    boolean past(Instant now) {
        return !at.isAfter(now);
    }

    /// A slow registry and a slow first import; what comes at the height or after needs none.
    private static Duration cautious(StepName step) {
        return switch (step) {
            case PULL -> Duration.ofMinutes(30);
            case CANDIDATE -> Duration.ofMinutes(15);
            case PREFLIGHT, FRONT, ARM -> Duration.ofMinutes(2);
            case KNOW_THE_PLAN, CHOOSE_THE_IMAGE, CUTOVER, SETTLE, CLEAN_UP -> Duration.ZERO;
        };
    }
}

package io.lockstep.app.upgrade;

import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.app.upgrade.StepState.Waiting;
import io.lockstep.chain.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// A step that failed and may be tried again. The pause doubles with each attempt up to a minute.
record Failure(StepName step, Problem problem, int attempts, Instant again) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    static Failure after(Optional<Failure> before, StepName step, Problem problem, Instant now) {
        var attempts = 1 + before.filter(f -> f.step() == step).map(Failure::attempts).orElse(0);
        var pause = Duration.ofSeconds(Math.min(60, 1L << Math.min(attempts - 1, 6)));
        return new Failure(step, problem, attempts, now.plus(pause));
    }

    /// How a ready step looks while this failure stands.
    StepState shown(Ready ready, boolean automatic) {
        return automatic
                ? new Waiting(
                        "%s Tries again at %s UTC.".formatted(problem.what(), CLOCK.format(again)))
                : new Ready("%s again, it failed: %s".formatted(ready.act(), problem.what()));
    }
}

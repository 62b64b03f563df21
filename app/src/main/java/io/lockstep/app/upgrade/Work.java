package io.lockstep.app.upgrade;

import io.lockstep.app.containers.PullView;
import java.util.Optional;

/// A step under way, with the newest thing to say about it.
///
/// @param pull how far its pull is, while it pulls
public record Work(StepName step, String progress, Optional<PullView> pull) {

    public Work(StepName step, String progress) {
        this(step, progress, Optional.empty());
    }

    Work says(String line) {
        return new Work(step, line, pull);
    }

    Work pulls(PullView view) {
        return new Work(step, progress, Optional.of(view));
    }
}

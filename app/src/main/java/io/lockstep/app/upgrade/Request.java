package io.lockstep.app.upgrade;

import java.time.Duration;
import java.util.Set;

/// What an operator asked for and the executor has not yet looked at.
sealed interface Request {
    record CarryOut(StepName step) implements Request {}

    record Automatic(boolean on) implements Request {}

    record Disarm() implements Request {}

    record RollBack() implements Request {}

    record GoPast(String check, String reason) implements Request {}

    record Survey() implements Request {}

    record CleanUp(Set<String> ticked) implements Request {}

    record Shelve(String image, Duration age) implements Request {}

    record Unshelve(String image) implements Request {}
}

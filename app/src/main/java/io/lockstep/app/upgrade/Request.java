package io.lockstep.app.upgrade;

/// What an operator asked for and the executor has not yet looked at.
sealed interface Request {
    record CarryOut(StepName step) implements Request {}

    record Automatic(boolean on) implements Request {}

    record Disarm() implements Request {}

    record RollBack() implements Request {}

    record GoPast(String check, String reason) implements Request {}
}

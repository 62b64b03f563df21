package io.lockstep.app.upgrade;

/// The steps of an upgrade in their order.
public enum StepName {
    KNOW_THE_PLAN,
    CHOOSE_THE_IMAGE,
    PREFLIGHT,
    PULL,
    FRONT,
    CANDIDATE,
    ARM,
    CUTOVER,
    SETTLE,
    CLEAN_UP
}

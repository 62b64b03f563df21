package io.lockstep.app.hand;

/// What may be done to one container by hand. Nothing here removes anything.
public enum ContainerAct {
    START,
    STOP,
    RESTART
}

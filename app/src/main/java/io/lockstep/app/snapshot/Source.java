package io.lockstep.app.snapshot;

/// The parts of the world a snapshot is made of, each read by an observer of its own.
public enum Source {
    CHAIN,
    PROPOSALS,
    UPGRADES,
    CONTAINERS,
    GPUS,
    HOST,
    PROXY,
    NODES
}

package io.lockstep.app.rehearsal.mlnode;

/// What is wrong with a stand-in MLNode, as `MLNODE_FAULTS` names it.
public enum MlNodeFault {
    /// Says that it is up and never answers a health question.
    NEVER_READY,
    /// Stops, and its orphans keep the memory of the GPU until the process ends.
    GPU_NOT_RELEASED,
    /// Never answers a stop.
    STOP_HANGS,
    /// Loading the model ends with an error.
    LOAD_FAILS
}

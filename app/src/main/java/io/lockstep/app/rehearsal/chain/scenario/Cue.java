package io.lockstep.app.rehearsal.chain.scenario;

/// A line of a story.
sealed interface Cue {
    /// Its number in the file.
    int line();

    Deed deed();

    /// Happens in that block.
    record AtBlock(int line, Place block, Deed deed) implements Cue {}

    /// Happens when the chain has stood still for so many block times.
    record InHalt(int line, long beats, Deed deed) implements Cue {}
}

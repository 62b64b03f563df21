package io.lockstep.engine.http;

/// How far a scanner came with the bytes it was given.
public enum Step {
    /// All bytes were taken and more are needed.
    MORE,
    /// The end was found; bytes behind it were left.
    DONE,
    /// The message must not be passed on.
    FAULT
}

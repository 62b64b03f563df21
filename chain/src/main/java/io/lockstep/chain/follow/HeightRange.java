package io.lockstep.chain.follow;

/// A height that is only known as a range, both ends included.
public record HeightRange(long earliest, long likely, long latest) {}

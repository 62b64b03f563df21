package io.lockstep.engine.cutover;

/// How a cutover waits for the GPU between the stop of one version and the load of the other.
///
/// @param limitMillis how long its memory may stay in use before the load is tried all the same
/// @param told whether whoever armed it sees who holds the GPU and will say so; a while is waited
///   for that word where no MLNode can tell
public record GpuWait(long limitMillis, boolean told) {}

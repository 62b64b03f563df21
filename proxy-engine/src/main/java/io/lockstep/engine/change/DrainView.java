package io.lockstep.engine.change;

/// How far a version is drained.
///
/// @param inFlight requests and tunnels that are still on their way
public record DrainView(String version, long generation, long inFlight) {}

package io.lockstep.chain.upgrade;

/// The pending software upgrade of the chain itself.
///
/// @param info often JSON, also empty, an address or anything else
public record SoftwarePlan(String name, long height, String info) {}

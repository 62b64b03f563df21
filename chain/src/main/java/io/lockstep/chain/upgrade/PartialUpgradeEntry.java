package io.lockstep.chain.upgrade;

/// A scheduled partial upgrade as the chain lists it.
///
/// @param version exactly as on chain, possibly blank
public record PartialUpgradeEntry(long height, String version) {}

package io.lockstep.chain.upgrade;

/// A scheduled partial upgrade as the chain lists it.
///
/// @param version exactly as on chain, possibly blank
/// @param apiBinariesJson what the API node is to fetch for itself, often empty
public record PartialUpgradeEntry(long height, String version, String apiBinariesJson) {

    /// An entry for MLNodes alone.
    public PartialUpgradeEntry(long height, String version) {
        this(height, version, "");
    }
}

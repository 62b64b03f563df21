package io.lockstep.chain.upgrade;

/// Which release of the network's programs is running (fact sheet, section 0.1).
public enum Generation {
    R0,
    R1,
    R2;

    /// How many blocks before the upgrade height the API node switches: it acts on block `H -
    /// lead`.
    public int lead() {
        return this == R0 ? 0 : 1;
    }

    /// Whether the API node puts the version in front of each MLNode path.
    public boolean versionedPaths() {
        return this != R0;
    }
}

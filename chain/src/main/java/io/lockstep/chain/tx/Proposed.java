package io.lockstep.chain.tx;

import io.lockstep.chain.key.Address;

/// What a proposal does once it has passed. Each carries the account that must sign for it, which
/// is the gov module's.
public sealed interface Proposed {
    String authority();

    /// An MLNode version from a height on.
    record PartialUpgrade(String authority, long height, String nodeVersion, String apiBinariesJson)
            implements Proposed {}

    /// A halt of the chain at a height for a new program.
    record SoftwareUpgrade(String authority, String name, long height, String info)
            implements Proposed {}

    /// Takes back the pending software upgrade.
    record CancelUpgrade(String authority) implements Proposed {}

    static Proposed nodeVersion(String version, long height) {
        return new PartialUpgrade(Address.GOV.text(), height, version, "");
    }

    static Proposed softwareUpgrade(String name, long height, String info) {
        return new SoftwareUpgrade(Address.GOV.text(), name, height, info);
    }

    static Proposed cancelUpgrade() {
        return new CancelUpgrade(Address.GOV.text());
    }
}

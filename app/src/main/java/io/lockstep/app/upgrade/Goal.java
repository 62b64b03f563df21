package io.lockstep.app.upgrade;

import io.lockstep.chain.upgrade.ScheduledUpgrade;

/// What is to be reached: one version from one height on.
///
/// @param incumbent the version that serves until then
/// @param back whether it leads back to the version that served before a cutover; the one that is
///   left is then kept, since the chain asks for it
public record Goal(ScheduledUpgrade upgrade, String incumbent, boolean back) {

    /// One that the chain or the operator's own schedule asks for.
    public Goal(ScheduledUpgrade upgrade, String incumbent) {
        this(upgrade, incumbent, false);
    }
}

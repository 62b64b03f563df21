package io.lockstep.app.settings;

import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.OptionalLong;

/// An MLNode version that the operator expects from a height on, where no proposal says so.
public record OwnUpgrade(String version, long height) {

    /// As one source of the schedule; certain, because nobody else decides it.
    public ScheduledUpgrade scheduled() {
        return new ScheduledUpgrade(version, height, Origin.OPERATOR, true, OptionalLong.empty());
    }

    /// As the settings file and the flags write it.
    @Override
    public String toString() {
        return version + "@" + height;
    }
}

package io.lockstep.app.upgrade;

import io.lockstep.chain.upgrade.ScheduledUpgrade;

/// What is to be reached: one version from one height on.
///
/// @param incumbent the version that serves until then
public record Goal(ScheduledUpgrade upgrade, String incumbent) {}

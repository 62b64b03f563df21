package io.lockstep.chain.upgrade;

import java.util.List;
import java.util.Optional;

/// The schedule of MLNode versions, by rising height.
///
/// @param currentVersion what `mlnode_version` says; empty on R0, which answers 501
public record UpgradeView(
        Generation generation, Optional<String> currentVersion, List<ScheduledUpgrade> scheduled) {}

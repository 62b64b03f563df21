package io.lockstep.chain.upgrade;

import java.util.List;
import java.util.Optional;

/// The schedule of MLNode versions, by rising height.
///
/// @param currentVersion what `mlnode_version` says; empty on R0, which answers 501
/// @param plan the pending software upgrade, whether or not it names an MLNode version: the chain
///   halts for it
/// @param notes what an operator should know about the schedule
public record UpgradeView(
        Generation generation,
        Optional<String> currentVersion,
        List<ScheduledUpgrade> scheduled,
        Optional<SoftwarePlan> plan,
        List<ScheduleNote> notes) {

    /// A schedule without a halt and with nothing to be said about it.
    public UpgradeView(
            Generation generation,
            Optional<String> currentVersion,
            List<ScheduledUpgrade> scheduled) {
        this(generation, currentVersion, scheduled, Optional.empty(), List.of());
    }
}

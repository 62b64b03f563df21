package io.lockstep.chain.upgrade;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything the schedule is made of.
///
/// @param own what the operator scheduled where no proposal exists
/// @param head the agreed head, when there is one
/// @param blockTimes times of past blocks that proposals name, as far as they could be read
public record ScheduleFacts(
        MlNodeVersion version,
        List<PartialUpgradeEntry> entries,
        Optional<SoftwarePlan> plan,
        List<Proposal> proposals,
        List<ScheduledUpgrade> own,
        Optional<Head> head,
        Map<Long, Instant> blockTimes) {

    /// What one REST address alone tells.
    public static ScheduleFacts ofChain(
            MlNodeVersion version,
            List<PartialUpgradeEntry> entries,
            Optional<SoftwarePlan> plan,
            List<Proposal> proposals) {
        return new ScheduleFacts(
                version, entries, plan, proposals, List.of(), Optional.empty(), Map.of());
    }

    /// The same with the operator's schedule, the head and the times of past blocks.
    public ScheduleFacts with(
            List<ScheduledUpgrade> own, Optional<Head> head, Map<Long, Instant> blockTimes) {
        return new ScheduleFacts(version, entries, plan, proposals, own, head, blockTimes);
    }
}

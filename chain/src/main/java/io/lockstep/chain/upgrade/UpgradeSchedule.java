package io.lockstep.chain.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes one schedule of everything the chain says about coming MLNode versions. Pure.
public final class UpgradeSchedule {
    private static final ObjectMapper JSON = new ObjectMapper();

    private UpgradeSchedule() {}

    public static UpgradeView of(
            MlNodeVersion version,
            List<PartialUpgradeEntry> entries,
            Optional<SoftwarePlan> plan,
            List<Proposal> proposals) {
        List<ScheduledUpgrade> scheduled = new ArrayList<>();
        for (var entry : entries) {
            if (!entry.version().isBlank()) {
                scheduled.add(
                        new ScheduledUpgrade(
                                entry.version(),
                                entry.height(),
                                Origin.PARTIAL_UPGRADE,
                                true,
                                creator(proposals, entry.version(), entry.height())));
            }
        }
        plan.ifPresent(software ->
                nodeVersion(software.info())
                        .ifPresent(name ->
                                scheduled.add(
                                        new ScheduledUpgrade(
                                                name,
                                                software.height(),
                                                Origin.SOFTWARE_UPGRADE,
                                                true,
                                                creator(proposals, name, software.height())))));
        proposals.stream().filter(UpgradeSchedule::undecided).forEach(p -> propose(p, scheduled));
        scheduled.sort(Comparator.comparingLong(ScheduledUpgrade::height));
        return new UpgradeView(version.generation(), version.current(), List.copyOf(scheduled));
    }

    private static boolean undecided(Proposal proposal) {
        return proposal.status() == ProposalStatus.DEPOSIT_PERIOD
                || proposal.status() == ProposalStatus.VOTING_PERIOD;
    }

    private static void propose(Proposal proposal, List<ScheduledUpgrade> scheduled) {
        for (var message : proposal.messages()) {
            version(message)
                    .ifPresent(version ->
                            scheduled.add(
                                    new ScheduledUpgrade(
                                            version,
                                            height(message),
                                            Origin.PROPOSAL,
                                            false,
                                            OptionalLong.of(proposal.id()))));
        }
    }

    private static OptionalLong creator(List<Proposal> proposals, String version, long height) {
        return proposals.stream()
                .filter(proposal -> proposal.status() == ProposalStatus.PASSED)
                .filter(proposal ->
                        proposal.messages().stream()
                                .anyMatch(message ->
                                        height(message) == height
                                                && version(message)
                                                        .filter(version::equals)
                                                        .isPresent()))
                .mapToLong(Proposal::id)
                .max();
    }

    private static Optional<String> version(ProposalMessage message) {
        return switch (message) {
            case ProposalMessage.PartialUpgrade(_, var version, _) ->
                    Optional.of(version).filter(name -> !name.isBlank());
            case ProposalMessage.SoftwareUpgrade(_, _, var info) -> nodeVersion(info);
            case ProposalMessage.CancelUpgrade _, ProposalMessage.Other _ -> Optional.empty();
        };
    }

    private static long height(ProposalMessage message) {
        return switch (message) {
            case ProposalMessage.PartialUpgrade(var height, _, _) -> height;
            case ProposalMessage.SoftwareUpgrade(_, var height, _) -> height;
            case ProposalMessage.CancelUpgrade _, ProposalMessage.Other _ -> 0;
        };
    }

    /// The key `node_version` of a plan's info, which may be empty, an address or no JSON at all.
    static Optional<String> nodeVersion(String info) {
        try {
            var parsed = JSON.readTree(info);
            var version = parsed.at("/node_version");
            return Optional.of(version.asText("")).filter(name -> !name.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

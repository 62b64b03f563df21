package io.lockstep.chain.upgrade;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.NamedVersion;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes one schedule of everything that is said about coming MLNode versions. Pure.
///
/// What the chain lists is certain, what proposals would do is not; the operator's own word counts
/// at heights of which the chain says nothing.
public final class UpgradeSchedule {
    private UpgradeSchedule() {}

    public static UpgradeView of(ScheduleFacts facts) {
        List<ScheduledUpgrade> scheduled = new ArrayList<>();
        facts.entries().stream()
                .filter(entry -> !entry.version().isBlank())
                .map(entry -> entered(entry, facts.proposals()))
                .forEach(scheduled::add);
        facts.plan().flatMap(plan -> planned(plan, facts.proposals())).ifPresent(scheduled::add);
        var certain = List.copyOf(scheduled);
        facts.proposals().stream()
                .filter(Proposal::open)
                .filter(proposal -> !decided(proposal, facts.head(), certain))
                .flatMap(proposal -> proposed(proposal).stream())
                .forEach(scheduled::add);
        facts.own().stream().filter(own -> unsaid(own, facts)).forEach(scheduled::add);
        scheduled.sort(
                Comparator.comparingLong(ScheduledUpgrade::height)
                        .thenComparing(ScheduledUpgrade::origin)
                        .thenComparingLong(upgrade -> upgrade.proposal().orElse(0)));
        return new UpgradeView(
                facts.version().generation(),
                facts.version().current(),
                List.copyOf(scheduled),
                facts.plan(),
                ScheduleNotes.of(facts));
    }

    private static ScheduledUpgrade entered(PartialUpgradeEntry entry, List<Proposal> proposals) {
        return new ScheduledUpgrade(
                entry.version(),
                entry.height(),
                Origin.PARTIAL_UPGRADE,
                true,
                creator(proposals, entry.version(), entry.height()));
    }

    private static Optional<ScheduledUpgrade> planned(SoftwarePlan plan, List<Proposal> proposals) {
        return NamedVersion.ofJson(plan.info())
                .map(version ->
                        new ScheduledUpgrade(
                                version,
                                plan.height(),
                                Origin.SOFTWARE_UPGRADE,
                                true,
                                creator(proposals, version, plan.height())));
    }

    private static List<ScheduledUpgrade> proposed(Proposal proposal) {
        List<ScheduledUpgrade> proposed = new ArrayList<>();
        for (var message : proposal.messages()) {
            NamedVersion.of(message)
                    .map(version ->
                            new ScheduledUpgrade(
                                    version,
                                    message.effectHeight(),
                                    Origin.PROPOSAL,
                                    false,
                                    OptionalLong.of(proposal.id())))
                    .ifPresent(proposed::add);
        }
        return proposed;
    }

    /// What passed since the proposals were read still looks open and is on the schedule already.
    private static boolean decided(
            Proposal proposal, Optional<Head> head, List<ScheduledUpgrade> certain) {
        var ended =
                proposal.votingEnd()
                        .filter(end ->
                                head.filter(at -> !at.blockTime().isBefore(end)).isPresent());
        return ended.isPresent()
                && certain.stream()
                        .anyMatch(upgrade ->
                                proposal.messages().stream()
                                        .anyMatch(message ->
                                                names(
                                                        message,
                                                        upgrade.version(),
                                                        upgrade.height())));
    }

    private static boolean unsaid(ScheduledUpgrade own, ScheduleFacts facts) {
        return facts.entries().stream().noneMatch(entry -> entry.height() == own.height())
                && facts.plan()
                        .filter(plan -> plan.height() == own.height())
                        .flatMap(plan -> NamedVersion.ofJson(plan.info()))
                        .isEmpty();
    }

    private static OptionalLong creator(List<Proposal> proposals, String version, long height) {
        return proposals.stream()
                .filter(proposal -> proposal.status() == ProposalStatus.PASSED)
                .filter(proposal ->
                        proposal.messages().stream()
                                .anyMatch(message -> names(message, version, height)))
                .mapToLong(Proposal::id)
                .max();
    }

    private static boolean names(ProposalMessage message, String version, long height) {
        return message.effectHeight() == height
                && NamedVersion.of(message).filter(version::equals).isPresent();
    }
}

package io.lockstep.chain.upgrade;

import io.lockstep.chain.governance.NamedVersion;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.upgrade.ScheduleNote.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what bites in a schedule. Pure.
final class ScheduleNotes {
    private static final int LONGEST = 60;

    private final ScheduleFacts facts;
    private final List<ScheduleNote> notes = new ArrayList<>();

    private ScheduleNotes(ScheduleFacts facts) {
        this.facts = facts;
    }

    static List<ScheduleNote> of(ScheduleFacts facts) {
        var found = new ScheduleNotes(facts);
        facts.entries().forEach(found::entry);
        found.pending();
        found.halt();
        facts.proposals().forEach(found::proposal);
        facts.own().forEach(found::own);
        return List.copyOf(found.notes);
    }

    private void say(Kind kind, long height, String text) {
        notes.add(new ScheduleNote(kind, height, text));
    }

    private void entry(PartialUpgradeEntry entry) {
        if (entry.version().isBlank()) {
            say(
                    Kind.BLANK_VERSION,
                    entry.height(),
                    "The entry for block %d names no MLNode version.".formatted(entry.height()));
        } else {
            flaw(entry.version(), entry.height());
        }
        NamedVersion.ofJson(entry.apiBinariesJson())
                .filter(other -> facts.version().generation() != Generation.R0)
                .filter(other -> !other.equals(entry.version()))
                .ifPresent(other ->
                        say(
                                Kind.BINARIES_NAME_ANOTHER,
                                entry.height(),
                                ("At block %d the chain takes %s, but its API nodes take %s, which"
                                                + " their binaries name.")
                                        .formatted(
                                                entry.height(),
                                                entry.version().isBlank()
                                                        ? "nothing"
                                                        : text(entry.version()),
                                                text(other))));
    }

    private void flaw(String version, long height) {
        VersionName.flaw(version)
                .ifPresent(flaw ->
                        say(
                                Kind.UNROUTABLE_VERSION,
                                height,
                                "The version %s at block %d cannot be a route: %s."
                                        .formatted(text(version), height, flaw)));
    }

    private void pending() {
        Map<String, Long> heights = new HashMap<>();
        var pending =
                facts.entries().stream()
                        .filter(entry -> !entry.version().isBlank())
                        .sorted(Comparator.comparingLong(PartialUpgradeEntry::height))
                        .toList();
        for (var entry : pending) {
            var earlier = heights.putIfAbsent(entry.version(), entry.height());
            if (earlier != null) {
                say(
                        Kind.SAME_VERSION_AGAIN,
                        entry.height(),
                        ("%s is scheduled for block %d and again for block %d: the first one counts,"
                                        + " a vote moves nothing.")
                                .formatted(text(entry.version()), earlier, entry.height()));
            }
        }
        if (pending.size() > 1 && facts.version().generation() != Generation.R0) {
            say(
                    Kind.SEVERAL_PENDING,
                    pending.getLast().height(),
                    "%d versions are pending: the API node only knows the last one, at block %d."
                            .formatted(pending.size(), pending.getLast().height()));
        }
    }

    private void halt() {
        facts.plan()
                .filter(plan -> HaltState.of(plan, facts.head()) == HaltState.HALTED)
                .ifPresent(plan ->
                        say(
                                Kind.HALTED,
                                plan.height(),
                                ("The chain has halted at block %d for %s; it goes on when enough"
                                                + " nodes run the new program.")
                                        .formatted(plan.height(), text(plan.name()))));
    }

    private void proposal(Proposal proposal) {
        for (var message : proposal.messages()) {
            if (proposal.open()) {
                NamedVersion.of(message).ifPresent(name -> flaw(name, message.effectHeight()));
                open(proposal.id(), message);
            } else if (proposal.status() == ProposalStatus.PASSED
                    && message instanceof PartialUpgrade passed) {
                passed(proposal, passed);
            }
        }
    }

    private void open(long id, ProposalMessage message) {
        if (message instanceof PartialUpgrade(var height, var version, _)) {
            entryAt(height)
                    .filter(entry -> !entry.version().equals(version))
                    .ifPresent(entry ->
                            say(
                                    Kind.WOULD_OVERWRITE,
                                    height,
                                    "Proposal %d would put %s in the place of %s at block %d."
                                            .formatted(
                                                    id,
                                                    version.isBlank() ? "nothing" : text(version),
                                                    text(entry.version()),
                                                    height)));
        }
        if (message instanceof CancelUpgrade) {
            facts.plan()
                    .ifPresent(plan ->
                            say(
                                    Kind.WOULD_CANCEL,
                                    plan.height(),
                                    "Proposal %d would cancel the software upgrade %s at block %d."
                                            .formatted(id, text(plan.name()), plan.height())));
        }
    }

    /// Passed and not listed: overwritten while its height lies ahead, without effect when the vote
    /// ended after the block of its height.
    private void passed(Proposal proposal, PartialUpgrade message) {
        var height = message.height();
        entryAt(height)
                .filter(entry -> !entry.version().equals(message.nodeVersion()))
                .ifPresent(entry ->
                        say(
                                Kind.OVERWRITTEN,
                                height,
                                "%s of proposal %d at block %d was overwritten by %s."
                                        .formatted(
                                                text(message.nodeVersion()),
                                                proposal.id(),
                                                height,
                                                text(entry.version()))));
        var block = Optional.ofNullable(facts.blockTimes().get(height));
        if (proposal.votingEnd()
                .filter(end -> block.filter(end::isAfter).isPresent())
                .isPresent()) {
            say(
                    Kind.TOO_LATE,
                    height,
                    "Proposal %d passed after block %d and did nothing."
                            .formatted(proposal.id(), height));
        }
    }

    private void own(ScheduledUpgrade own) {
        entryAt(own.height())
                .filter(entry -> !entry.version().equals(own.version()))
                .ifPresent(entry ->
                        say(
                                Kind.OWN_DIFFERS,
                                own.height(),
                                "You scheduled %s for block %d, the chain %s: the chain counts."
                                        .formatted(
                                                text(own.version()),
                                                own.height(),
                                                text(entry.version()))));
    }

    private Optional<PartialUpgradeEntry> entryAt(long height) {
        return facts.entries().stream().filter(entry -> entry.height() == height).findFirst();
    }

    private static String text(String foreign) {
        return Printable.line(foreign, LONGEST);
    }
}

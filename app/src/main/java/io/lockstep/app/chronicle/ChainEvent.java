package io.lockstep.app.chronicle;

import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalEvent;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One change on the chain as it was noticed, with what stood there before and what does now.
///
/// @param height the applied height it was noticed at
/// @param kind the constant's name of the schedule's or the proposal's own kinds
/// @param words one sentence
public record ChainEvent(
        Instant at,
        long height,
        Subject subject,
        String kind,
        OptionalLong proposal,
        String words,
        Optional<String> before,
        Optional<String> after) {
    private static final int LONGEST = 200;

    /// What it is about.
    public enum Subject {
        SCHEDULE,
        PROPOSAL
    }

    public static ChainEvent of(ScheduleEvent event, Instant at, long height) {
        var proposal =
                event.after()
                        .or(event::before)
                        .map(ScheduledUpgrade::proposal)
                        .orElse(OptionalLong.empty());
        return new ChainEvent(
                at,
                height,
                Subject.SCHEDULE,
                event.kind().name(),
                proposal,
                event.inWords(),
                event.before().map(ChainEvent::words),
                event.after().map(ChainEvent::words));
    }

    public static ChainEvent of(ProposalEvent event, Instant at, long height) {
        return new ChainEvent(
                at,
                height,
                Subject.PROPOSAL,
                event.kind().name(),
                OptionalLong.of(event.newest().id()),
                event.inWords(),
                event.before().map(ChainEvent::words),
                event.after().map(ChainEvent::words));
    }

    /// Whether that upgrade is what was there before, or is there now.
    public boolean concerns(ScheduledUpgrade upgrade) {
        var words = Optional.of(words(upgrade));
        return subject == Subject.SCHEDULE && (before.equals(words) || after.equals(words));
    }

    /// Whether that upgrade was on the schedule before, and is no more.
    public boolean takesBack(ScheduledUpgrade upgrade) {
        return subject == Subject.SCHEDULE
                && before.equals(Optional.of(words(upgrade)))
                && !after.equals(before)
                && !kind.equals(ScheduleEvent.Kind.REACHED.name());
    }

    private static String words(ScheduledUpgrade upgrade) {
        return "%s from block %d".formatted(line(upgrade.version()), upgrade.height());
    }

    private static String words(Proposal proposal) {
        var tally = proposal.tally();
        return "%s, %s, yes %s, abstain %s, no %s, veto %s"
                .formatted(
                        line(proposal.title()),
                        proposal.status()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '),
                        tally.yes(),
                        tally.abstain(),
                        tally.no(),
                        tally.noWithVeto());
    }

    private static String line(String foreign) {
        return Printable.line(foreign, LONGEST);
    }
}

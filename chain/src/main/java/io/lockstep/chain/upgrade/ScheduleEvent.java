package io.lockstep.chain.upgrade;

import io.lockstep.chain.problem.Printable;
import java.util.Optional;

/// One change of the schedule, with what was scheduled before and what is now.
public record ScheduleEvent(
        Kind kind, Optional<ScheduledUpgrade> before, Optional<ScheduledUpgrade> after) {

    /// What changed.
    public enum Kind {
        /// A proposal would do it.
        PROPOSED,
        /// The chain, or the operator, has it on the schedule.
        DECIDED,
        /// Another version stands at the same height.
        OVERWRITTEN,
        /// The software upgrade has another height.
        MOVED,
        /// The height was applied; the chain forgets the entry with the next block.
        REACHED,
        /// A proposal that fails or vanishes, a plan that is cancelled.
        WITHDRAWN
    }

    static ScheduleEvent of(Kind kind, ScheduledUpgrade before, ScheduledUpgrade after) {
        return new ScheduleEvent(kind, Optional.of(before), Optional.of(after));
    }

    static ScheduleEvent came(ScheduledUpgrade after) {
        return new ScheduleEvent(
                after.certain() ? Kind.DECIDED : Kind.PROPOSED,
                Optional.empty(),
                Optional.of(after));
    }

    static ScheduleEvent went(Kind kind, ScheduledUpgrade before) {
        return new ScheduleEvent(kind, Optional.of(before), Optional.empty());
    }

    /// One sentence.
    public String inWords() {
        var was = before.map(ScheduleEvent::words).orElse("");
        var is = after.map(ScheduleEvent::words).orElse("");
        return switch (kind) {
            case PROPOSED -> "%s is proposed.".formatted(is);
            case DECIDED -> "%s is decided.".formatted(is);
            case OVERWRITTEN -> "%s was overwritten by %s.".formatted(was, is);
            case MOVED -> "%s was moved: %s.".formatted(was, is);
            case REACHED -> "%s: the block was reached.".formatted(was);
            case WITHDRAWN -> "%s is no longer scheduled.".formatted(was);
        };
    }

    private static String words(ScheduledUpgrade upgrade) {
        return "%s at block %d".formatted(Printable.line(upgrade.version(), 60), upgrade.height());
    }
}

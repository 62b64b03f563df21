package io.lockstep.chain.upgrade;

import io.lockstep.chain.upgrade.ScheduleEvent.Kind;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells two schedules apart. Pure: taking every `before` from the first and adding every `after`
/// gives the second.
public final class ScheduleChanges {
    private final List<ScheduledUpgrade> gone = new ArrayList<>();
    private final List<ScheduledUpgrade> come = new ArrayList<>();
    private final List<ScheduleEvent> events = new ArrayList<>();
    private final long applied;

    private ScheduleChanges(UpgradeView before, UpgradeView after, long applied) {
        this.applied = applied;
        before.scheduled().stream()
                .filter(old -> after.scheduled().stream().noneMatch(now -> same(old, now)))
                .forEach(gone::add);
        after.scheduled().stream()
                .filter(now -> before.scheduled().stream().noneMatch(old -> same(old, now)))
                .forEach(come::add);
    }

    /// @param applied the applied height with the second schedule; zero when it is not known
    public static List<ScheduleEvent> between(UpgradeView before, UpgradeView after, long applied) {
        var changes = new ScheduleChanges(before, after, applied);
        changes.replaced();
        changes.decided(after);
        changes.gone.forEach(changes::went);
        changes.come.forEach(changes::came);
        return List.copyOf(changes.events);
    }

    /// What stood for one thing stands for another now: an entry by its height, the one software
    /// upgrade by itself.
    private void replaced() {
        for (var old : List.copyOf(gone)) {
            var next =
                    switch (old.origin()) {
                        case PARTIAL_UPGRADE, OPERATOR ->
                                taken(now ->
                                        now.origin() == old.origin()
                                                && now.height() == old.height());
                        case SOFTWARE_UPGRADE ->
                                taken(now -> now.origin() == Origin.SOFTWARE_UPGRADE);
                        case PROPOSAL -> Optional.<ScheduledUpgrade>empty();
                    };
            next.ifPresent(now -> {
                gone.remove(old);
                come.remove(now);
                var moved = now.version().equals(old.version());
                events.add(ScheduleEvent.of(moved ? Kind.MOVED : Kind.OVERWRITTEN, old, now));
            });
        }
    }

    /// A proposal, or the operator's own word, that the chain has made certain.
    private void decided(UpgradeView after) {
        for (var old : List.copyOf(gone)) {
            after.scheduled().stream()
                    .filter(now -> now.certain() && now.origin() != Origin.OPERATOR)
                    .filter(now ->
                            old.origin() == Origin.PROPOSAL || old.origin() == Origin.OPERATOR)
                    .filter(now ->
                            now.height() == old.height() && now.version().equals(old.version()))
                    .findFirst()
                    .ifPresent(now -> {
                        gone.remove(old);
                        come.remove(now);
                        events.add(ScheduleEvent.of(Kind.DECIDED, old, now));
                    });
        }
    }

    private void went(ScheduledUpgrade old) {
        var reached = old.certain() && applied >= old.height();
        events.add(ScheduleEvent.went(reached ? Kind.REACHED : Kind.WITHDRAWN, old));
    }

    private void came(ScheduledUpgrade now) {
        events.add(ScheduleEvent.came(now));
    }

    private Optional<ScheduledUpgrade> taken(Predicate<ScheduledUpgrade> wanted) {
        return come.stream().filter(wanted).findFirst();
    }

    /// The proposal behind an entry may become known later; that changes nothing.
    private static boolean same(ScheduledUpgrade one, ScheduledUpgrade other) {
        return one.version().equals(other.version())
                && one.height() == other.height()
                && one.origin() == other.origin()
                && (one.certain() || one.proposal().equals(other.proposal()));
    }
}

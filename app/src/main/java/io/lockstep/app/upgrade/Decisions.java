package io.lockstep.app.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes down what the operator decides: checks to go past and images to keep. The journal has
/// each, and says why one was not taken.
final class Decisions {
    private final Journal journal;
    private final Planner planner;
    private final Clock clock;
    private volatile Overrides overrides;

    Decisions(Journal journal, Planner planner, Clock clock) {
        this.journal = journal;
        this.planner = planner;
        this.clock = clock;
        this.overrides = Overrides.of(journal);
    }

    /// What counts now. Safe on any thread.
    Overrides now() {
        return overrides;
    }

    /// Only past a check that fails now.
    void goPast(String check, String reason, Optional<Plan> plan, Snapshot snapshot) {
        var open =
                plan.map(known -> planner.overridable(snapshot, known.goal(), overrides))
                        .orElse(List.of());
        if (plan.isEmpty() || !open.contains(check)) {
            note(Overrides.unknown(check, open).sentence());
            return;
        }
        var label = Goals.label(plan.get().goal().upgrade());
        overrides = Overrides.add(journal, new Overrides.Entry(label, check, reason));
    }

    /// By id, for a name may move to another image.
    void shelve(String name, Duration age, Snapshot snapshot) {
        var image =
                snapshot.containers().live().stream()
                        .flatMap(host -> host.images().stream())
                        .filter(one -> one.id().equals(name) || one.references().contains(name))
                        .findFirst();
        image.ifPresentOrElse(
                found -> {
                    Shelf.put(journal, found.id(), name, clock.instant(), age);
                    overrides = Overrides.of(journal);
                },
                () -> note("%s was not put on the rollback shelf: no such image".formatted(name)));
    }

    void takeOff(String name) {
        overrides
                .shelf()
                .named(name)
                .ifPresentOrElse(
                        entry -> {
                            Shelf.takeOff(journal, entry);
                            overrides = Overrides.of(journal);
                        },
                        () -> note("%s is not on the rollback shelf".formatted(name)));
    }

    void note(String text) {
        journal.write(Optional.empty(), Kind.NOTE, text);
    }
}

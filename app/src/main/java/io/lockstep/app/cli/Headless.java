package io.lockstep.app.cli;

import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.session.Session;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Carries out an upgrade in a terminal, a line for each thing that changes.
final class Headless {
    private static final Duration FIRST_HEIGHT = Duration.ofSeconds(10);

    /// An old engine measures its volumes for it.
    private static final Duration COUNTED = Duration.ofMinutes(2);

    private final Session session;
    private final LinkedBlockingQueue<Snapshot> snapshots = new LinkedBlockingQueue<>();
    private final Terminal terminal;
    private final StepLog steps;
    private final Set<String> troubles = new HashSet<>();
    private boolean asked;

    Headless(Session session, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
        this.steps = new StepLog(terminal::say);
    }

    /// Until the plan is done, or the one step asked for has ended; returns the exit code.
    int run(Optional<StepName> only) throws InterruptedException {
        try (var _ = session.store().subscribe(snapshots::add)) {
            var snapshot = first();
            if (only.isEmpty()) {
                session.intents().automatic(true);
            }
            while (true) {
                snapshot.plan().ifPresent(steps::show);
                Troubles.of(snapshot).stream().filter(Headless::matters).forEach(this::show);
                var end = only.isEmpty() ? whole(snapshot) : one(snapshot, only.get());
                if (end.isPresent()) {
                    return end.get();
                }
                snapshot = snapshots.take();
            }
        }
    }

    /// Until what was asked for has ended, as the journal tells it; returns the exit code.
    int ask(Consumer<Intents> wish) throws InterruptedException {
        var before = newest(session.journal().newest(1));
        try (var _ = session.store().subscribe(snapshots::add)) {
            var snapshot = first();
            wish.accept(session.intents());
            while (true) {
                var end =
                        snapshot.journal().stream()
                                .filter(entry -> entry.number() > before)
                                .filter(entry -> entry.kind() != JournalEntry.Kind.INTENT)
                                .min(Comparator.comparingLong(JournalEntry::number));
                if (end.isPresent()) {
                    return told(end.get());
                }
                snapshot = snapshots.take();
            }
        }
    }

    /// What may go, once the host has been counted.
    CleanUpList survey() throws InterruptedException {
        try (var _ = session.store().subscribe(snapshots::add)) {
            var snapshot = first();
            session.intents().survey();
            var end = System.nanoTime() + COUNTED.toNanos();
            while (!known(snapshot) || counted(snapshot).isEmpty()) {
                var next = snapshots.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new ProblemException(uncounted());
                }
                snapshot = next;
            }
            return counted(snapshot).get();
        }
    }

    private static Optional<CleanUpList> counted(Snapshot snapshot) {
        return snapshot.upgrade().cleanUp().filter(CleanUpList::counted);
    }

    private static boolean known(Snapshot snapshot) {
        return snapshot.containers().live().isPresent()
                && (snapshot.proxy().live().isPresent() || snapshot.proxy().trouble().isPresent());
    }

    private static Problem uncounted() {
        return new Problem(
                "cleanUp.unknown",
                "The host did not tell in time what lies on it.",
                "Nothing was removed.",
                "Look at the host with lockstep status, then try again.");
    }

    private int told(JournalEntry entry) {
        var done = entry.step().isPresent() && entry.kind() != JournalEntry.Kind.FAILURE;
        if (done) {
            terminal.say(Printable.line(entry.text()));
        } else {
            terminal.complain(Printable.line(entry.text()));
        }
        return done ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static long newest(List<JournalEntry> entries) {
        return entries.isEmpty() ? 0 : entries.getFirst().number();
    }

    /// The first snapshot with a height in it. Later the RPC may go and come; without one at the
    /// start an address is wrong, and nobody waits for that.
    private Snapshot first() throws InterruptedException {
        var end = System.nanoTime() + FIRST_HEIGHT.toNanos();
        Optional<Snapshot> newest = Optional.empty();
        while (true) {
            var next =
                    Optional.ofNullable(
                            snapshots.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            if (next.isEmpty()) {
                throw new ProblemException(noHeight(newest));
            }
            newest = next;
            if (next.get().chain().live().flatMap(ChainView::head).isPresent()) {
                return next.get();
            }
        }
    }

    private static Problem noHeight(Optional<Snapshot> newest) {
        var why =
                newest.stream()
                        .flatMap(snapshot -> Troubles.of(snapshot).stream())
                        .filter(trouble -> trouble.part().equals("chain"))
                        .map(trouble -> trouble.problem().what())
                        .findFirst();
        return new Problem(
                "chain.noHeight",
                why.orElse("No RPC node answers in time."),
                "Nothing was begun; an armed engine goes on by itself.",
                "Check the addresses of the RPC nodes and run this again.");
    }

    private Optional<Integer> whole(Snapshot snapshot) {
        if (snapshot.plan().isEmpty()) {
            return Optional.empty();
        }
        var current = snapshot.plan().get().current();
        if (current.isEmpty()) {
            return Optional.of(ExitCode.FINE);
        }
        return current.filter(step ->
                        step.name() == StepName.CUTOVER
                                && step.state() instanceof StepState.Refused)
                .map(_ -> ExitCode.FAILED);
    }

    /// Asks once the step has become the current one; a failure in the journal after that ends it.
    private Optional<Integer> one(Snapshot snapshot, StepName name) {
        if (snapshot.plan().isEmpty()) {
            return Optional.empty();
        }
        var step =
                snapshot.plan().get().steps().stream()
                        .filter(each -> each.name() == name)
                        .findFirst()
                        .orElseThrow();
        if (step.done()) {
            return Optional.of(ExitCode.FINE);
        }
        if (step.state() instanceof StepState.Refused) {
            return Optional.of(ExitCode.FAILED);
        }
        if (!asked && step.state() instanceof StepState.Ready) {
            asked = true;
            session.intents().carryOut(name);
            return Optional.empty();
        }
        return asked && failed(snapshot, name) ? Optional.of(ExitCode.FAILED) : Optional.empty();
    }

    private static boolean failed(Snapshot snapshot, StepName name) {
        return snapshot.journal().stream()
                .filter(entry -> entry.step().filter(step -> step == name).isPresent())
                .findFirst()
                .filter(entry -> entry.kind() == JournalEntry.Kind.FAILURE)
                .isPresent();
    }

    /// A source that has not answered yet, no GPU and no engine are no trouble here.
    static boolean matters(Troubles.Trouble trouble) {
        return !trouble.part().equals("gpus")
                && !Set.of("observe.silent", EngineLink.NONE).contains(trouble.problem().code());
    }

    private void show(Troubles.Trouble trouble) {
        var line = Printable.line(trouble.problem().sentence());
        if (troubles.add(line.replaceAll("[0-9]+", "#"))) {
            terminal.complain(line);
        }
    }
}

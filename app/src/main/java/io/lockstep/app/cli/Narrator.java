package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.Rehearsal.Leaving;
import io.lockstep.app.rehearsal.RehearsalNetwork;
import io.lockstep.app.session.Session;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;

/// Tells a rehearsal in the terminal: what the network does, what Lockstep makes of it.
final class Narrator {
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Terminal terminal;
    private final StepLog steps = new StepLog(line -> say("Lockstep", line));
    private volatile long height;
    private volatile boolean leaving;

    Narrator(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Stands beside the session until it is asked to leave.
    Leaving watch(Session session, RehearsalNetwork network) {
        var shown = session.store().subscribe(this::show);
        var events = Thread.ofVirtual().name("rehearsal events").start(() -> tellEvents(network));
        return () -> {
            shown.close();
            leaving = true;
            events.interrupt();
            events.join();
        };
    }

    private synchronized void show(Snapshot snapshot) {
        snapshot.chain()
                .latest()
                .flatMap(view -> view.head())
                .ifPresent(head -> height = head.appliedHeight());
        snapshot.plan()
                .filter(plan ->
                        plan.steps().stream()
                                .anyMatch(step -> step.state() instanceof StepState.Done))
                .ifPresent(steps::show);
    }

    private void tellEvents(RehearsalNetwork network) {
        var told = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var events = network.world().facts().events();
                for (; told < events.size(); told++) {
                    say("network", events.get(told));
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProblemException e) {
            if (!leaving) {
                terminal.complain(e.problem().sentence());
            }
        }
    }

    private void say(String who, String line) {
        terminal.say("%10s  %-9s %s".formatted(height == 0 ? "" : "block " + height, who, line));
    }
}

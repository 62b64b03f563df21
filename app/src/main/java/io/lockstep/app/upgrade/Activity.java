package io.lockstep.app.upgrade;

import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.app.upgrade.StepState.Waiting;
import io.lockstep.chain.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the executor is about: at most one act at a time, the failure of the last one, and whether
/// steps are carried out by themselves. Safe on any thread.
final class Activity {
    private final Clock clock;
    private Optional<Thread> acting = Optional.empty();
    private Optional<Work> work = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean automatic;
    private boolean cancelled;

    Activity(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<Work> work() {
        return work;
    }

    synchronized boolean automatic() {
        return automatic;
    }

    /// Whether that changed anything.
    synchronized boolean automatic(boolean on) {
        var changed = automatic != on;
        automatic = on;
        return changed;
    }

    synchronized void begin(Work begun, Thread thread) {
        cancelled = false;
        work = Optional.of(begun);
        acting = Optional.of(thread);
        thread.start();
    }

    /// What is told of an act that has ended meanwhile counts no more.
    synchronized void progress(UnaryOperator<Work> change) {
        work = work.map(change);
    }

    /// Ends that step if it is under way, and carries out nothing more by itself.
    synchronized boolean cancel(StepName step) {
        if (work.filter(now -> now.step() == step).isEmpty()) {
            return false;
        }
        automatic = false;
        cancelled = true;
        acting.ifPresent(Thread::interrupt);
        return true;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized void ended(StepName step, Optional<Problem> problem) {
        failure = problem.map(p -> Failure.after(failure, step, p, clock.instant()));
        work = Optional.empty();
        acting = Optional.empty();
    }

    /// A failure is of no account once its step is behind.
    synchronized void reached(Optional<StepName> current) {
        var same = failure.filter(f -> current.filter(name -> name == f.step()).isPresent());
        if (work.isEmpty() && same.isEmpty()) {
            failure = Optional.empty();
        }
    }

    /// Whether the next step may be carried out by itself now.
    synchronized boolean due() {
        return automatic && pause().isEmpty();
    }

    /// Whether no failed step is pausing.
    synchronized boolean rested() {
        return failure.filter(f -> f.again().isAfter(clock.instant())).isEmpty();
    }

    /// How long a failed step still pauses, when it is going to be tried again by itself.
    synchronized Optional<Duration> pause() {
        return failure.filter(_ -> automatic)
                .map(f -> Duration.between(clock.instant(), f.again()))
                .filter(Duration::isPositive);
    }

    synchronized Optional<Thread> acting() {
        return acting;
    }

    /// How a ready step looks to whoever may or may not act.
    ///
    /// @param who has the other console, as a clause; empty when that is not known
    synchronized Step shown(Step step, boolean mayAct, String who) {
        if (!(step.state() instanceof Ready ready)) {
            return step;
        }
        if (!mayAct) {
            return new Step(
                    step.name(),
                    new Waiting("another console is open%s; this one only looks".formatted(who)));
        }
        return failure.filter(f -> f.step() == step.name())
                .map(f -> new Step(step.name(), f.shown(ready, automatic)))
                .orElse(step);
    }
}

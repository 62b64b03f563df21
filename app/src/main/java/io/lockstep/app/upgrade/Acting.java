package io.lockstep.app.upgrade;

import io.lockstep.app.containers.PullListener;
import io.lockstep.app.containers.PullView;
import io.lockstep.app.snapshot.Reread;
import io.lockstep.app.snapshot.Source;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Carries out one act on a thread of its own, with its words in the journal: an intent before it,
/// an evidence or a failure after it, and what it touched read again at its end.
final class Acting {
    private static final System.Logger LOG = System.getLogger(Acting.class.getName());

    private final ActBook acts;
    private final Journal journal;
    private final Reread reread;
    private final Activity activity;
    private final After after;
    private volatile boolean held;

    /// @param after hears how it goes on
    Acting(ActBook acts, Journal journal, Reread reread, Activity activity, After after) {
        this.acts = acts;
        this.journal = journal;
        this.reread = reread;
        this.activity = activity;
        this.after = after;
    }

    /// Whoever asked for an act.
    interface After {
        /// Something about the act can be shown; runs on its thread.
        void told();

        /// It has been carried out, and what it touched was read again.
        void done();

        /// Whether the step that was carried out is still to be done, as the plan sees it now.
        boolean stillReady(StepName step);
    }

    void begin(StepName step, Act act) {
        var acting =
                Thread.ofVirtual()
                        .name("step " + Words.of(step))
                        .unstarted(() -> carryOut(step, act));
        activity.begin(new Work(step, act.intent()), acting);
    }

    private void carryOut(StepName step, Act act) {
        try {
            acts.hold();
            held = true;
            journal.write(Optional.of(step), Kind.INTENT, act.intent(), act.detail());
            var evidence = act.carryOut(new Told());
            journal.write(Optional.of(step), Kind.EVIDENCE, evidence);
            reread.reread(EnumSet.of(Source.CONTAINERS, Source.PROXY));
            after.done();
            ended(
                    step,
                    act.whole() && after.stillReady(step)
                            ? Optional.of(notSeen(step))
                            : Optional.empty());
        } catch (ProblemException e) {
            failed(step, e.problem());
        } catch (InterruptedException e) {
            if (activity.cancelled()) {
                failed(step, cancelled(step));
            } else {
                Thread.currentThread().interrupt();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "step " + Words.of(step), e);
            failed(step, unexpected(step, e));
        }
    }

    /// The interrupt that cancelled it has done its work.
    private void failed(StepName step, Problem problem) {
        try {
            if (activity.cancelled()) {
                boolean _ = Thread.interrupted();
            }
            journal.write(Optional.of(step), Kind.FAILURE, problem.sentence());
            reread.reread(EnumSet.of(Source.CONTAINERS, Source.PROXY));
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.ERROR, "a failure could not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended(step, Optional.of(problem));
    }

    private void ended(StepName step, Optional<Problem> problem) {
        activity.ended(step, problem);
        after.told();
    }

    /// What the act under way tells.
    private final class Told implements PullListener {
        @Override
        public void accept(String line) {
            tell(work -> work.says(line));
        }

        @Override
        public void room(PullView.Room room) {
            tell(work -> work.pulls(work.pull().orElse(PullView.BEGUN).with(room)));
        }

        @Override
        public void pulled(PullView view) {
            tell(work -> work.pulls(work.pull().orElse(PullView.BEGUN).with(view)));
        }

        private void tell(UnaryOperator<Work> change) {
            activity.progress(change);
            after.told();
        }
    }

    private static Problem cancelled(StepName step) {
        return new Problem(
                "upgrade.cancelled",
                "%s was cancelled.".formatted(Words.of(step)),
                "No image was added; the incumbent serves.",
                "Begin it again when it suits; layers that were complete are kept.");
    }

    private static Problem unexpected(StepName step, RuntimeException e) {
        return new Problem(
                "upgrade.unexpected",
                "%s failed in an unforeseen way: %s.".formatted(Words.of(step), e),
                "The engine keeps what is routed and armed.",
                "It is tried again; report this with the log.");
    }

    private static Problem notSeen(StepName step) {
        return new Problem(
                "upgrade.notSeen",
                "%s was carried out, and what it did is not seen.".formatted(Words.of(step)),
                "Nothing else was begun.",
                "It is tried again; look at the containers and the engine.");
    }

    /// Interrupts what is under way, and gives the host back.
    void close() {
        activity.acting().ifPresent(Acting::end);
        if (held) {
            giveBack();
        }
    }

    private void giveBack() {
        try {
            acts.release();
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.WARNING, "the host still counts as ours", e);
        }
    }

    static void end(Thread ending) {
        ending.interrupt();
        try {
            boolean _ = ending.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

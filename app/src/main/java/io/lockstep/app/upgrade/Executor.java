package io.lockstep.app.upgrade;

import io.lockstep.app.snapshot.Reread;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Source;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Carries out the steps of a plan, one at a time, and keeps plan and journal in the snapshot.
///
/// One thread plans at every change of the snapshot; an act runs on a thread of its own. Each act
/// has an intent in the journal before it and an evidence or a failure after it, and what it
/// touched is read again before the next step is looked at. A failed step pauses before it is tried
/// again.
public final class Executor implements Intents, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Executor.class.getName());
    private static final int SHOWN_ENTRIES = 200;

    private final Store store;
    private final Planner planner;
    private final ActBook acts;
    private final Journal journal;
    private final Reread reread;
    private final Clock clock;
    private final boolean mayAct;
    private volatile String elsewhere = "";
    private final Semaphore wake = new Semaphore(0);
    private final Queue<Request> asked = new ConcurrentLinkedQueue<>();
    private final Activity activity;
    private final Decisions decisions;
    private final CleanUpListing listing;
    private final Acting acting;
    private final Thread thread = Thread.ofVirtual().name("upgrade").unstarted(this::run);

    private Executor(
            Store store,
            Planner planner,
            ActBook acts,
            Journal journal,
            Reread reread,
            Clock clock,
            boolean mayAct) {
        this.store = store;
        this.planner = planner;
        this.acts = acts;
        this.journal = journal;
        this.reread = reread;
        this.clock = clock;
        this.mayAct = mayAct;
        this.activity = new Activity(clock);
        this.decisions = new Decisions(journal, planner, clock);
        this.listing = new CleanUpListing(planner, acts, decisions, clock, wake::release);
        this.acting = new Acting(acts, journal, reread, activity, new Aftermath());
    }

    /// @param mayAct whether this console holds the lock; without it every step waits for the one
    ///   that does
    public static Executor start(
            Store store,
            Planner planner,
            ActBook acts,
            Journal journal,
            Reread reread,
            Clock clock,
            boolean mayAct) {
        var executor = new Executor(store, planner, acts, journal, reread, clock, mayAct);
        executor.thread.start();
        return executor;
    }

    /// Who has the right to act while this one only looks.
    public void heldBy(String holder) {
        elsewhere = " (%s)".formatted(holder);
        wake.release();
    }

    @Override
    public void carryOut(StepName step) {
        ask(new Request.CarryOut(step));
    }

    @Override
    public void automatic(boolean on) {
        ask(new Request.Automatic(on));
    }

    @Override
    public void disarm() {
        ask(new Request.Disarm());
    }

    @Override
    public void rollBack() {
        ask(new Request.RollBack());
    }

    @Override
    public void override(String check, String reason) {
        ask(new Request.GoPast(check, reason));
    }

    /// At once: what it ends would keep a request waiting.
    @Override
    public void cancelPull() {
        if (activity.cancel(StepName.PULL)) {
            wake.release();
        }
    }

    @Override
    public void survey() {
        ask(new Request.Survey());
    }

    @Override
    public void cleanUp(Set<String> ticked) {
        ask(new Request.CleanUp(Set.copyOf(ticked)));
    }

    @Override
    public void shelve(String image, Duration age) {
        ask(new Request.Shelve(image, age));
    }

    @Override
    public void unshelve(String image) {
        ask(new Request.Unshelve(image));
    }

    /// Ends planning and interrupts an act under way; the journal keeps its intent.
    @Override
    public void close() {
        Acting.end(thread);
        acting.close();
    }

    private void ask(Request request) {
        asked.add(request);
        wake.release();
    }

    private void run() {
        try (var _ = store.subscribe(_ -> wake.release())) {
            while (!Thread.currentThread().isInterrupted()) {
                turn();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until something changes, or a failed step is due again.
    private void pause() throws InterruptedException {
        var left = activity.pause();
        if (left.isPresent()) {
            boolean _ = wake.tryAcquire(left.get().toMillis() + 1, TimeUnit.MILLISECONDS);
        } else {
            wake.acquire();
        }
        wake.drainPermits();
    }

    private void turn() {
        try {
            var snapshot = store.current();
            var plan = planner.plan(snapshot, activity.work(), decisions.now());
            activity.reached(plan.flatMap(Plan::current).map(Step::name));
            if (!mayAct) {
                lookOnly();
            } else if (activity.work().isEmpty()) {
                act(plan, snapshot);
            }
            publish(planner.plan(snapshot, activity.work(), decisions.now()), snapshot);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the plan could not be made or shown", e);
        }
    }

    /// Of what is asked for, only looks are for a console that may not act.
    private void lookOnly() {
        for (var request = asked.poll(); request != null; request = asked.poll()) {
            if (request instanceof Request.Survey) {
                listing.wanted();
            }
        }
    }

    /// What belongs to the cutover was decided when it was armed and is not asked for again.
    private void act(Optional<Plan> plan, Snapshot snapshot) {
        for (var request = asked.poll(); request != null; request = asked.poll()) {
            if (answered(request, plan, snapshot)) {
                return;
            }
        }
        if (activity.due()) {
            boolean _ = forward(plan, snapshot, Optional.empty());
        } else if (activity.rested()) {
            boolean _ = forward(plan, snapshot, Optional.of(StepName.CUTOVER));
        }
    }

    /// Whether the request began an act.
    private boolean answered(Request request, Optional<Plan> plan, Snapshot snapshot) {
        return switch (request) {
            case Request.Automatic(boolean on) -> {
                setAutomatic(on);
                yield false;
            }
            case Request.CarryOut(var step) -> {
                var begun = forward(plan, snapshot, Optional.of(step));
                if (!begun) {
                    decisions.note("%s was asked for; it is not ready".formatted(Words.of(step)));
                }
                yield begun;
            }
            case Request.Disarm() -> {
                setAutomatic(false);
                var id =
                        snapshot.proxy()
                                .latest()
                                .flatMap(EngineStatus::cutover)
                                .map(CutoverRecord::armed)
                                .map(armed -> armed.id());
                id.ifPresentOrElse(
                        known -> acting.begin(StepName.ARM, acts.disarm(known)),
                        () -> decisions.note("nothing was disarmed, for no cutover is armed"));
                yield id.isPresent();
            }
            case Request.RollBack() -> {
                setAutomatic(false);
                plan.ifPresentOrElse(
                        known ->
                                acting.begin(
                                        StepName.CANDIDATE, acts.rollBack(known.goal(), snapshot)),
                        () ->
                                decisions.note(
                                        "nothing was rolled back, for no upgrade is under way"));
                yield plan.isPresent();
            }
            case Request.GoPast(var check, var reason) -> {
                decisions.goPast(check, reason, plan, snapshot);
                yield false;
            }
            case Request.Survey() -> {
                listing.wanted();
                yield false;
            }
            case Request.CleanUp(var ticked) -> {
                acting.begin(
                        StepName.CLEAN_UP, acts.cleanUp(plan.map(Plan::goal), ticked, this::fresh));
                yield true;
            }
            case Request.Shelve(var image, var age) -> {
                decisions.shelve(image, age, snapshot);
                yield false;
            }
            case Request.Unshelve(var image) -> {
                decisions.takeOff(image);
                yield false;
            }
        };
    }

    private boolean forward(Optional<Plan> plan, Snapshot snapshot, Optional<StepName> only) {
        var act =
                plan.flatMap(known ->
                        known.current()
                                .filter(step -> step.state() instanceof Ready)
                                .filter(step -> only.filter(n -> n != step.name()).isEmpty())
                                .flatMap(
                                        step -> acts.forward(step.name(), known.goal(), snapshot)));
        act.ifPresent(
                found -> acting.begin(plan.flatMap(Plan::current).orElseThrow().name(), found));
        return act.isPresent();
    }

    private void setAutomatic(boolean on) {
        if (activity.automatic(on)) {
            decisions.note(
                    on
                            ? "Steps are carried out as they become ready"
                            : "Steps wait to be asked for");
        }
    }

    /// As it is now: read on the thread that is going to act.
    private CleanUpList fresh() {
        try {
            reread.reread(EnumSet.of(Source.CONTAINERS, Source.PROXY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return listing.counted(store.current());
    }

    private void publish(Optional<Plan> plan, Snapshot snapshot) {
        var shown =
                new Snapshot.Upgrade(
                        plan.map(this::shown),
                        listing.shown(plan, snapshot),
                        journal.newest(SHOWN_ENTRIES),
                        activity.automatic(),
                        overridable(plan, snapshot),
                        activity.work().flatMap(Work::pull));
        if (!shown.equals(store.current().upgrade())) {
            store.update(now -> now.withUpgrade(clock.instant(), shown));
        }
    }

    /// Asked for only where the preflight stands in the way.
    private List<String> overridable(Optional<Plan> plan, Snapshot snapshot) {
        return plan.filter(known ->
                        known.current()
                                .filter(step -> step.name() == StepName.PREFLIGHT)
                                .filter(step -> step.state() instanceof StepState.Refused)
                                .isPresent())
                .map(known -> planner.overridable(snapshot, known.goal(), decisions.now()))
                .orElse(List.of());
    }

    private Plan shown(Plan plan) {
        return new Plan(
                plan.goal(),
                plan.steps().stream()
                        .map(step -> activity.shown(step, mayAct, elsewhere))
                        .toList());
    }

    /// What follows from an act, before the next one.
    private final class Aftermath implements Acting.After {
        @Override
        public void told() {
            wake.release();
        }

        @Override
        public void done() {
            listing.changed();
        }

        @Override
        public boolean stillReady(StepName step) {
            return planner.plan(store.current(), Optional.empty(), decisions.now())
                    .flatMap(Plan::current)
                    .filter(now -> now.name() == step && now.state() instanceof Ready)
                    .isPresent();
        }
    }
}

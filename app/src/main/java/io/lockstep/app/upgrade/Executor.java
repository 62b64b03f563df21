package io.lockstep.app.upgrade;

import io.lockstep.app.containers.PullListener;
import io.lockstep.app.containers.PullView;
import io.lockstep.app.snapshot.Reread;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Source;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

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
    private volatile Overrides overrides;
    private volatile boolean held;
    private final Map<String, OptionalLong> freed = new ConcurrentHashMap<>();
    private final StockTaking stock;
    private final Thread thread = Thread.ofVirtual().name("upgrade").unstarted(this::run);
    private final Activity activity;

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
        this.overrides = Overrides.of(journal);
        this.stock = new StockTaking(acts::inventory, clock, wake::release);
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
        end(thread);
        activity.acting().ifPresent(Executor::end);
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

    private static void end(Thread ending) {
        ending.interrupt();
        try {
            boolean _ = ending.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            var plan = planner.plan(snapshot, activity.work(), overrides);
            activity.reached(plan.flatMap(Plan::current).map(Step::name));
            if (!mayAct) {
                lookOnly();
            } else if (activity.work().isEmpty()) {
                act(plan, snapshot);
            }
            publish(planner.plan(snapshot, activity.work(), overrides), snapshot);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the plan could not be made or shown", e);
        }
    }

    /// Of what is asked for, only looks are for a console that may not act.
    private void lookOnly() {
        for (var request = asked.poll(); request != null; request = asked.poll()) {
            if (request instanceof Request.Survey) {
                stock.wanted();
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
                    note("%s was asked for; it is not ready".formatted(Words.of(step)));
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
                        known -> begin(StepName.ARM, acts.disarm(known)),
                        () -> note("nothing was disarmed, for no cutover is armed"));
                yield id.isPresent();
            }
            case Request.RollBack() -> {
                setAutomatic(false);
                plan.ifPresentOrElse(
                        known -> begin(StepName.CANDIDATE, acts.rollBack(known.goal(), snapshot)),
                        () -> note("nothing was rolled back, for no upgrade is under way"));
                yield plan.isPresent();
            }
            case Request.GoPast(var check, var reason) -> {
                goPast(check, reason, plan, snapshot);
                yield false;
            }
            case Request.Survey() -> {
                stock.wanted();
                yield false;
            }
            case Request.CleanUp(var ticked) -> {
                begin(StepName.CLEAN_UP, acts.cleanUp(plan.map(Plan::goal), ticked, this::fresh));
                yield true;
            }
            case Request.Shelve(var image, var age) -> {
                shelve(image, age, snapshot);
                yield false;
            }
            case Request.Unshelve(var image) -> {
                takeOff(image);
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
        act.ifPresent(found -> begin(plan.flatMap(Plan::current).orElseThrow().name(), found));
        return act.isPresent();
    }

    private void begin(StepName step, Act act) {
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
            stock.changed();
            ended(step, act.whole() ? stillReady(step) : Optional.empty());
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

    private Optional<Problem> stillReady(StepName step) {
        return planner.plan(store.current(), Optional.empty(), overrides)
                .flatMap(Plan::current)
                .filter(now -> now.name() == step && now.state() instanceof Ready)
                .map(_ ->
                        new Problem(
                                "upgrade.notSeen",
                                "%s was carried out, and what it did is not seen."
                                        .formatted(Words.of(step)),
                                "Nothing else was begun.",
                                "It is tried again; look at the containers and the engine."));
    }

    private void ended(StepName step, Optional<Problem> problem) {
        activity.ended(step, problem);
        wake.release();
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
            wake.release();
        }
    }

    private void setAutomatic(boolean on) {
        if (activity.automatic(on)) {
            note(on ? "Steps are carried out as they become ready" : "Steps wait to be asked for");
        }
    }

    private void goPast(String check, String reason, Optional<Plan> plan, Snapshot snapshot) {
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
    private void shelve(String name, Duration age, Snapshot snapshot) {
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

    private void takeOff(String name) {
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

    /// As it is now: read on the thread that is going to act.
    private CleanUpList fresh() {
        try {
            reread.reread(EnumSet.of(Source.CONTAINERS, Source.PROXY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return planner.leftovers(store.current(), acts.inventory(), overrides, this::freed);
    }

    private void note(String text) {
        journal.write(Optional.empty(), Kind.NOTE, text);
    }

    private void publish(Optional<Plan> plan, Snapshot snapshot) {
        var shown =
                new Snapshot.Upgrade(
                        plan.map(this::shown),
                        cleanUp(plan, snapshot),
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
                .map(known -> planner.overridable(snapshot, known.goal(), overrides))
                .orElse(List.of());
    }

    private Plan shown(Plan plan) {
        return new Plan(
                plan.goal(),
                plan.steps().stream()
                        .map(step -> activity.shown(step, mayAct, elsewhere))
                        .toList());
    }

    private Optional<CleanUpList> cleanUp(Optional<Plan> plan, Snapshot snapshot) {
        var listed =
                plan.flatMap(known ->
                        planner.cleanUp(
                                snapshot, known.goal(), overrides, _ -> OptionalLong.empty()));
        if (listed.isEmpty() && !stock.isWanted()) {
            return Optional.empty();
        }
        return stock.now()
                .map(found -> planner.leftovers(snapshot, found, overrides, this::freed))
                .or(() -> listed.map(CleanUpList::uncounted));
    }

    /// Asks once for each image, on a thread of its own: the host may be slow.
    private OptionalLong freed(String imageId) {
        var known = freed.putIfAbsent(imageId, OptionalLong.empty());
        if (known != null) {
            return known;
        }
        Thread _ =
                Thread.ofVirtual()
                        .name("size of " + imageId)
                        .start(() -> {
                            freed.put(imageId, acts.bytesFreed(imageId));
                            wake.release();
                        });
        return OptionalLong.empty();
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
}

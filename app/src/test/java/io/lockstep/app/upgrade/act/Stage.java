package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Executor;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Planner;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.engine.control.EngineControl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// An executor over a fake world, as one process of ours has it.
final class Stage implements AutoCloseable {
    private static final int SETTLE_BLOCKS = 10;
    private static final Holder ME = new Holder("me", "me on this machine");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeWorld world;
    private final Crashes crashes;
    private final Store store = new Store(Snapshot.empty(Instant.EPOCH, false));
    private final Journal journal;
    private final Executor executor;

    Stage(FakeWorld world, Path folder, Crashes crashes) {
        this(world, folder, crashes, true);
    }

    Stage(FakeWorld world, Path folder, Crashes crashes, boolean mayAct) {
        this.world = world;
        this.crashes = crashes;
        journal = Journal.open(folder, Clock.systemUTC());
        var host = crashes.around(ContainerHost.class, world.host());
        var engine = crashes.around(EngineControl.class, world.engine());
        var acts =
                new Acts(
                        new World(
                                () -> host,
                                engine,
                                settings(),
                                FrontSpec.of("lockstep-engine", "engine:1")),
                        journal,
                        new LeftFiles(Optional.empty(), Clock.systemUTC()),
                        Optional.of(new HostRight(ME, Settings.defaults().engine())));
        look();
        executor =
                Executor.start(
                        store,
                        new Planner(new ImageRule(FakeWorld.IMAGES), SETTLE_BLOCKS),
                        acts,
                        journal,
                        _ -> look(),
                        Clock.systemUTC(),
                        mayAct);
    }

    Executor executor() {
        return executor;
    }

    Snapshot snapshot() {
        return store.current();
    }

    void look() {
        store.update(world::seen);
    }

    /// Waits for a snapshot; false when the process died before one came.
    boolean await(Predicate<Snapshot> wanted) throws InterruptedException {
        var snapshots = new LinkedBlockingQueue<Snapshot>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var _ = store.subscribe(snapshots::add)) {
            while (System.nanoTime() < end && !crashes.isDead()) {
                var next = snapshots.poll(20, TimeUnit.MILLISECONDS);
                if (next != null && wanted.test(next)) {
                    return true;
                }
            }
        }
        if (!crashes.isDead()) {
            throw new AssertionError("never came; the plan is " + store.current().plan());
        }
        return false;
    }

    boolean awaitStep(StepName name, Class<? extends StepState> state) throws InterruptedException {
        return await(snapshot ->
                snapshot.plan().flatMap(Plan::current).stream()
                        .anyMatch(s -> s.name() == name && state.isInstance(s.state())));
    }

    /// Everything by itself, the chain going on when the plan waits for it; false when the process
    /// died on the way.
    boolean runs() throws InterruptedException {
        executor.automatic(true);
        if (!atOrBeyond(StepName.CUTOVER)) {
            return false;
        }
        world.advance(FakeWorld.HEIGHT);
        look();
        if (!atOrBeyond(StepName.SETTLE)) {
            return false;
        }
        world.advance(FakeWorld.HEIGHT + SETTLE_BLOCKS);
        look();
        return await(snapshot -> snapshot.plan().filter(Plan::done).isPresent());
    }

    private boolean atOrBeyond(StepName name) throws InterruptedException {
        return await(snapshot ->
                snapshot.plan()
                        .filter(plan ->
                                plan.current()
                                        .filter(step -> step.name().compareTo(name) < 0)
                                        .isEmpty())
                        .isPresent());
    }

    @Override
    public void close() {
        try {
            executor.close();
        } catch (Crashes.Killed dead) {
            assertThat(crashes.isDead()).as("gives nothing back: %s", dead).isTrue();
        }
        journal.close();
    }

    private static Settings settings() {
        var usual = Settings.defaults();
        return new Settings(
                new Settings.Chain(
                        List.of(URI.create("http://127.0.0.1:26657")),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(1)),
                usual.apiNode(),
                Optional.empty(),
                usual.engine(),
                new Settings.Upgrade(
                        FakeWorld.IMAGES,
                        Optional.empty(),
                        usual.upgrade().policy(),
                        SETTLE_BLOCKS,
                        usual.upgrade().drainLimit(),
                        usual.upgrade().readyLimit(),
                        usual.upgrade().holdLimit()));
    }
}

package io.lockstep.app.session;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.NodeDesk;
import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.observe.Observers;
import io.lockstep.app.observe.Sources;
import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.samples.Sampler;
import io.lockstep.app.samples.Samples;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.app.upgrade.Executor;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.Planner;
import io.lockstep.app.upgrade.act.Acts;
import io.lockstep.app.upgrade.act.World;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// One running Lockstep. It observes, plans and acts until it is closed; the engine and the
/// containers go on without it.
public final class Session implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Store store;
    private final Observers observers;
    private final Executor executor;
    private final Journal journal;
    private final Samples samples;
    private final boolean mayAct;
    private final ChainDesk desk;

    private Session(
            Settings settings, Folders folders, Parts parts, boolean rehearsal, Clock clock) {
        try {
            var lock = ConsoleLock.take(folders.data());
            lock.ifPresent(open::push);
            mayAct = lock.isPresent();
            journal = Journal.open(folders.data(), clock);
            desk = new NodeDesk(settings, folders, JsonHttp.forProbes(), clock);
            open.push(journal);
            var chronicle = chronicle(folders, clock, mayAct);
            chronicle.ifPresent(open::push);
            store = new Store(Snapshot.empty(clock.instant(), rehearsal));
            var hosts = new HostLink(() -> parts.hosts().apply(settings.docker()));
            open.push(hosts);
            var engine = new EngineLink(settings.engine(), hosts, parts.sockets(), parts.engines());
            open.push(engine);
            observers =
                    Observers.start(
                            store,
                            Sources.ofThisMachine(settings, hosts, engine),
                            clock,
                            chronicle);
            open.push(observers);
            samples = Samples.open(folders.data(), clock);
            open.push(samples);
            if (mayAct) {
                open.push(store.subscribe(new Sampler(samples)));
            }
            var world =
                    new World(
                            hosts,
                            engine,
                            settings,
                            parts.front().apply(settings),
                            parts.registries().apply(settings),
                            () -> parts.adopted().apply(settings));
            executor =
                    Executor.start(
                            store,
                            planner(settings),
                            new Acts(world, journal),
                            journal,
                            observers,
                            clock,
                            mayAct);
            open.push(executor);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Acting does not depend on it: without one, the past of the chain is not shown.
    private static Optional<Chronicle> chronicle(Folders folders, Clock clock, boolean keeps) {
        try {
            return Optional.of(Chronicle.open(folders.data(), clock, keeps));
        } catch (ProblemException e) {
            System.getLogger(Session.class.getName())
                    .log(System.Logger.Level.WARNING, "there is no chronicle", e);
            return Optional.empty();
        }
    }

    /// @param rehearsal whether the network behind the settings is the rehearsal's
    public static Session start(
            Settings settings, Folders folders, Parts parts, boolean rehearsal, Clock clock) {
        return new Session(settings, folders, parts, rehearsal, clock);
    }

    /// Observes only.
    public static Look look(Settings settings, Parts parts, Clock clock) {
        return new Look(settings, parts, clock);
    }

    /// The planner these settings ask for.
    public static Planner planner(Settings settings) {
        return new Planner(ImageRule.of(settings.upgrade()), settings.upgrade().settleBlocks());
    }

    public Store store() {
        return store;
    }

    public Intents intents() {
        return executor;
    }

    public Journal journal() {
        return journal;
    }

    /// GPUs and host over time. Only the console that may act adds to them.
    public Samples samples() {
        return samples;
    }

    /// Reads parts of the world again before the next look.
    public Observers observers() {
        return observers;
    }

    /// Where the operator acts on the chain.
    public ChainDesk desk() {
        return desk;
    }

    /// Whether this console may carry out steps; another one may hold that right.
    public boolean mayAct() {
        return mayAct;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            warn(part, e);
        }
    }

    private static void warn(AutoCloseable part, Exception e) {
        System.getLogger(Session.class.getName())
                .log(System.Logger.Level.WARNING, "closing " + part.getClass().getName(), e);
    }
}

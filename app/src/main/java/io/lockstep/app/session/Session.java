package io.lockstep.app.session;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.NodeDesk;
import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.hand.LiveHands;
import io.lockstep.app.observe.Observers;
import io.lockstep.app.observe.Sources;
import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.samples.Chart;
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
import io.lockstep.app.upgrade.act.HostRight;
import io.lockstep.app.upgrade.act.LeftFiles;
import io.lockstep.app.upgrade.act.World;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One running Lockstep. It observes, plans and acts until it is closed; the engine and the
/// containers go on without it.
public final class Session implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Store store;
    private final Observers observers;
    private final Executor executor;
    private final Journal journal;
    private final Samples samples;
    private final Clock clock;
    private final boolean mayAct;
    private final ChainDesk desk;
    private final HandDesk hands;

    private Session(
            Settings settings, Folders folders, Parts parts, boolean rehearsal, Clock clock) {
        this.clock = clock;
        try {
            var lock = ConsoleLock.take(folders.data());
            lock.ifPresent(open::push);
            mayAct = lock.isPresent();
            journal = Journal.open(folders.data(), clock);
            var registry = parts.registries().apply(settings);
            desk = new NodeDesk(settings, folders, JsonHttp.forProbes(), clock, registry);
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
                            Sources.ofThisMachine(settings, hosts, engine, parts.lookout()),
                            clock,
                            chronicle);
            open.push(observers);
            samples = Samples.open(folders.data(), clock);
            open.push(samples);
            if (mayAct) {
                open.push(store.subscribe(new Sampler(samples)));
            }
            hands =
                    new LiveHands(
                            Host.named(settings.hosts()),
                            parts.hosts(),
                            parts.lookout(),
                            engine,
                            () -> store.current().proxy().latest(),
                            journal,
                            mayAct);
            var world =
                    new World(
                            hosts,
                            engine,
                            settings,
                            parts.front().apply(settings),
                            registry,
                            () -> parts.adopted().apply(settings));
            executor =
                    Executor.start(
                            store,
                            planner(settings),
                            new Acts(
                                    world,
                                    journal,
                                    new LeftFiles(Optional.of(folders), clock),
                                    right(settings, folders, rehearsal)),
                            journal,
                            observers,
                            clock,
                            mayAct);
            open.push(executor);
            if (!mayAct) {
                ConsoleLock.holder(folders.data()).ifPresent(executor::heldBy);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Optional<HostRight> right(
            Settings settings, Folders folders, boolean rehearsal) {
        return rehearsal
                ? Optional.empty()
                : Optional.of(new HostRight(HostRight.of(folders.data()), settings.engine()));
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
        var upgrade = settings.upgrade();
        return new Planner(ImageRule.of(upgrade), upgrade.settleBlocks(), upgrade.candidateLimit());
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

    /// GPUs and host over time, read on a thread of their own. Only the console that may act adds
    /// to them.
    public void charts(List<String> series, Duration back, Consumer<List<Chart>> answer) {
        Thread.ofVirtual().name("charts").start(() -> answer.accept(charts(series, back)));
    }

    private List<Chart> charts(List<String> series, Duration back) {
        var now = clock.instant();
        return series.stream().map(each -> samples.chart(each, now.minus(back), now)).toList();
    }

    /// Reads parts of the world again before the next look.
    public Observers observers() {
        return observers;
    }

    /// Where the operator acts on the chain.
    public ChainDesk desk() {
        return desk;
    }

    /// Where the operator acts by hand.
    public HandDesk hands() {
        return hands;
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

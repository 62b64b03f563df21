package io.lockstep.app.observe;

import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.containers.watch.Fleet;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.Pace;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.nodes.NodesProbe;
import io.lockstep.app.observe.Watch.Probe;
import io.lockstep.app.observe.Watch.Spec;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Reread;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Source;
import io.lockstep.app.snapshot.Store;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.upgrade.UpgradeView;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Keeps every part of the snapshot fresh, each by a thread of its own, until it is closed.
public final class Observers implements Reread, AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofSeconds(6);
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    private final Store store;
    private final Sources sources;
    private final Clock clock;
    private final GovernanceSource governance;
    private final ScheduleSource schedule;
    private final Recorder recorder;
    private final MachineSource machine;
    private final GpuTeller teller;
    private final FrontsProbe fronts;
    private final List<OtherMachine> others;
    private final Map<Source, Watch<?>> watches = new EnumMap<>(Source.class);
    private Optional<HeightFollower> follower = Optional.empty();
    private Optional<Fleet> fleet = Optional.empty();

    private Observers(Store store, Sources sources, Clock clock, Optional<Chronicle> chronicle) {
        this.store = store;
        this.sources = sources;
        this.clock = clock;
        this.fronts = new FrontsProbe(clock);
        this.recorder = new Recorder(store, chronicle, clock);
        this.governance = new GovernanceSource(sources, clock, recorder, chronicle);
        this.schedule = new ScheduleSource(sources);
        this.teller = new GpuTeller(sources.engine(), store::current);
        this.others =
                sources.settings().hosts().stream()
                        .skip(1)
                        .map(host -> new OtherMachine(host, Machine.at(host), store, clock))
                        .toList();
        this.machine =
                new MachineSource(
                        sources.machine(),
                        sources.hosts(),
                        () -> store.current().containers().live(),
                        clock);
    }

    /// Keeps nothing of what the chain forgets.
    public static Observers start(Store store, Sources sources, Clock clock) {
        return start(store, sources, clock, Optional.empty());
    }

    /// @param chronicle keeps what the chain forgets; stays the caller's to close
    public static Observers start(
            Store store, Sources sources, Clock clock, Optional<Chronicle> chronicle) {
        var accounts = sources.settings().operator().accounts();
        store.update(s -> s.withOwn(clock.instant(), new Snapshot.Own(accounts, List.of())));
        var observers = new Observers(store, sources, clock, chronicle);
        observers.chain();
        observers.rest();
        observers.machine();
        observers.fleet();
        observers.watches.values().forEach(Watch::start);
        observers.others.forEach(OtherMachine::start);
        return observers;
    }

    @Override
    public void reread(Set<Source> parts) throws InterruptedException {
        if (parts.contains(Source.CONTAINERS)) {
            fronts.forget();
        }
        Map<Source, Long> requests = new EnumMap<>(Source.class);
        for (var part : parts) {
            var watch = watches.get(part);
            if (watch != null) {
                requests.put(part, watch.request());
            }
        }
        for (var request : requests.entrySet()) {
            var watch = watches.get(request.getKey());
            if (watch != null) {
                watch.await(request.getValue());
            }
        }
    }

    @Override
    public void close() {
        follower.ifPresent(HeightFollower::close);
        fleet.ifPresent(Fleet::close);
        watches.values().forEach(Watch::close);
        machine.close();
        others.forEach(OtherMachine::close);
    }

    /// The follower pushes; it judges all RPC nodes at once, so there is nothing to read again.
    private void chain() {
        var chain = sources.settings().chain();
        if (chain.rpcs().isEmpty()) {
            var problem = Sources.notSet("rpc", "the RPC of the chain", "--rpc");
            store.update(
                    s -> s.withChain(clock.instant(), s.chain().failed(problem, clock.instant())));
            return;
        }
        var started =
                HeightFollower.start(
                        new HeightFollower.Config(chain.rpcs(), chain.id(), chain.poll()), clock);
        follower = Optional.of(started);
        var source = "%d RPC nodes".formatted(chain.rpcs().size());
        var _ = started.onChange(view -> chainSeen(view, source));
    }

    private void chainSeen(ChainView view, String source) {
        if (view.rpcs().isEmpty()) {
            return;
        }
        var now = clock.instant();
        view.head().ifPresent(head -> machine.block(head, now));
        store.update(s -> s.withChain(now, new Reading.Live<>(view, now, source)));
    }

    private void rest() {
        watch(
                Source.PROPOSALS,
                new Spec<>(
                        "proposals",
                        () -> governance.read(store.current(), this::firstLook),
                        () -> paced(Duration.ofSeconds(10)),
                        Duration.ofSeconds(20),
                        SLOWEST),
                Snapshot::governance,
                (s, r) -> s.withGovernance(clock.instant(), r));
        watch(
                Source.UPGRADES,
                new Spec<>(
                        "schedule",
                        this::readSchedule,
                        () -> paced(Duration.ofSeconds(5)),
                        DEADLINE,
                        SLOWEST),
                Snapshot::upgrades,
                (s, r) -> s.withUpgrades(clock.instant(), r));
    }

    private UpgradeView readSchedule() {
        var beside = store.current();
        var read = schedule.read(beside);
        if (beside.governance().live().isPresent()) {
            recorder.schedule(read, beside);
        }
        return read;
    }

    /// The first look comes after one round trip; later ones would only flicker.
    private void firstLook(GovernanceView view) {
        var now = clock.instant();
        store.update(s ->
                s.governance() instanceof Reading.Pending<?>
                        ? s.withGovernance(now, new Reading.Live<>(view, now, "proposals"))
                        : s);
    }

    private void machine() {
        var containers = new ContainersProbe(sources.hosts(), store::current, fronts);
        watch(
                Source.CONTAINERS,
                every("containers", SECOND, containers::read),
                Snapshot::containers,
                (s, r) -> s.withContainers(clock.instant(), r));
        watch(
                Source.GPUS,
                new Spec<>(
                        "GPUs",
                        this::readGpus,
                        () -> SECOND,
                        Duration.ofSeconds(45),
                        Duration.ofMinutes(1)),
                Snapshot::gpus,
                (s, r) -> s.withGpus(clock.instant(), r));
        watch(
                Source.HOST,
                every("host", SECOND, machine::host),
                Snapshot::host,
                (s, r) -> s.withHost(clock.instant(), r));
        watch(
                Source.PROXY,
                every("engine", SECOND, sources.engine()::status),
                Snapshot::proxy,
                (s, r) -> s.withProxy(clock.instant(), r));
        var nodes =
                new NodesProbe(
                        sources.settings(),
                        sources.http(),
                        store::current,
                        sources.machine().here());
        watch(
                Source.NODES,
                new Spec<>(
                        "nodes",
                        nodes::read,
                        () -> SECOND.multipliedBy(2),
                        Duration.ofSeconds(20),
                        SLOWEST),
                Snapshot::nodes,
                (s, r) -> s.withNodes(clock.instant(), r));
    }

    /// Each host by itself; what is told of one never waits for another.
    private void fleet() {
        sources.lookout()
                .ifPresent(lookout -> {
                    var hosts = Host.named(sources.settings().hosts());
                    var started = lookout.watch(hosts, Pace.USUAL, clock);
                    fleet = Optional.of(started);
                    var _ =
                            started.subscribe(_ ->
                                    store.update(
                                            s -> s.withFleet(clock.instant(), started.current())));
                });
    }

    private HostGpus readGpus() throws InterruptedException {
        var begun = System.nanoTime();
        var gpus = machine.gpus();
        teller.saw(gpus, Duration.ofNanos(System.nanoTime() - begun));
        return gpus;
    }

    private static <T> Spec<T> every(String name, Duration period, Probe<T> probe) {
        return new Spec<>(name, probe, () -> period, DEADLINE, SLOWEST);
    }

    private <T> void watch(
            Source source,
            Spec<T> spec,
            Function<Snapshot, Reading<T>> part,
            BiFunction<Snapshot, Reading<T>, Snapshot> with) {
        watches.put(
                source,
                new Watch<>(
                        spec,
                        change -> store.update(s -> with.apply(s, change.apply(part.apply(s)))),
                        clock));
    }

    /// Every two blocks, within bounds: nothing on chain changes faster.
    private Duration paced(Duration slowest) {
        var pace = store.current().chain().latest().flatMap(ChainView::head).flatMap(Head::pace);
        var twice = pace.map(io.lockstep.chain.follow.Pace::mean).orElse(SECOND).multipliedBy(2);
        var bounded = twice.compareTo(slowest) > 0 ? slowest : twice;
        return bounded.compareTo(SECOND) < 0 ? SECOND : bounded;
    }
}

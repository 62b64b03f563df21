package io.lockstep.app.fakes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// A host with an incumbent, an engine still to be started and a chain on which v3.0.9 rules from
/// block 1000 on. It notes every instant at which the default route led to nothing that runs.
public final class FakeWorld {
    public static final String INCUMBENT = "v3.0.8";
    public static final String CANDIDATE = "v3.0.9";
    public static final long HEIGHT = 1000;
    public static final String IMAGES = "mlnode:{tag}";

    private static final Instant NOW = Instant.EPOCH;

    private final FakeContainerHost host =
            new FakeContainerHost()
                    .has("mlnode:3.0.8")
                    .has("engine:1")
                    .offers("mlnode:3.0.9")
                    .runs("mlnode-308", "mlnode:3.0.8", Map.of("lockstep.version", INCUMBENT))
                    .runs("postgres", "postgres:16", Map.of())
                    .restarts("mlnode-308", "always");

    private final FakeEngine engine = new FakeEngine(this::engineRuns, this::defaultLeadsTo);
    private final List<String> outages = new ArrayList<>();
    private volatile long applied = 900;
    private volatile Optional<HostGpus> gpus = Optional.empty();

    public FakeContainerHost host() {
        return host;
    }

    public FakeEngine engine() {
        return engine;
    }

    public synchronized List<String> outages() {
        return List.copyOf(outages);
    }

    /// The chain goes on; at the height the engine does what it was armed for.
    public void advance(long height) {
        applied = height;
        if (height >= HEIGHT
                && engine.status().cutover().filter(c -> c.phase() == Phase.ARMED).isPresent()) {
            engine.ends(Phase.SERVING);
        }
    }

    /// The host has these; before that nobody looks at any.
    public void gpus(HostGpus found) {
        gpus = Optional.of(found);
    }

    /// The snapshot with everything read now.
    public Snapshot seen(Snapshot before) {
        defaultLeadsTo(defaultAddress());
        var looked = gpus.map(found -> before.withGpus(NOW, live(found))).orElse(before);
        return looked.withChain(NOW, live(chain()))
                .withUpgrades(NOW, live(upgrades()))
                .withContainers(NOW, live(host.read()))
                .withHost(NOW, live(load()))
                .withProxy(NOW, read(before.proxy(), engine::status))
                .withNodes(NOW, live(nodes()));
    }

    private ChainView chain() {
        var head = new Head("sim", applied, applied, NOW, false, Optional.empty(), 2);
        return new ChainView(List.of(), Optional.of(head), Optional.empty());
    }

    private UpgradeView upgrades() {
        var listed =
                new ScheduledUpgrade(
                        CANDIDATE,
                        HEIGHT,
                        ScheduledUpgrade.Origin.PARTIAL_UPGRADE,
                        true,
                        OptionalLong.of(7));
        return new UpgradeView(
                Generation.R1,
                Optional.of(INCUMBENT),
                applied > HEIGHT ? List.of() : List.of(listed));
    }

    private NodesView nodes() {
        var registered =
                new NodesView.ApiNodeEntry(
                        "node1",
                        "inference",
                        5000,
                        8080,
                        "INFERENCE",
                        "INFERENCE",
                        true,
                        List.of(new NodesView.Model("Qwen/QwQ-32B", List.of("--quantization"))),
                        Optional.empty());
        var mlNodes =
                routes().stream()
                        .filter(version -> behind(version).filter(Container::running).isPresent())
                        .map(version ->
                                new NodesView.MlNode(
                                        version, Optional.of("STOPPED"), true, Optional.empty()))
                        .toList();
        return new NodesView(Optional.empty(), List.of(registered), mlNodes);
    }

    private List<String> routes() {
        return engineRuns()
                ? engine.status().routes().stream().map(route -> route.prefix()).toList()
                : List.of();
    }

    private Optional<Container> behind(String version) {
        return engine.status().upstreams().stream()
                .filter(upstream -> upstream.name().equals(version))
                .flatMap(upstream -> at(upstream.url()).stream())
                .findFirst();
    }

    private Optional<Container> at(URI address) {
        return host.read().containers().stream()
                .filter(c -> c.address().filter(address.getRawAuthority()::equals).isPresent())
                .findFirst();
    }

    private Optional<URI> defaultAddress() {
        if (!engineRuns()) {
            return Optional.empty();
        }
        var status = engine.status();
        return status.upstreams().stream()
                .filter(u -> status.defaultUpstream().filter(u.name()::equals).isPresent())
                .map(upstream -> upstream.url())
                .findFirst();
    }

    private synchronized void defaultLeadsTo(Optional<URI> address) {
        if (address.isPresent() && address.flatMap(this::at).filter(Container::running).isEmpty()) {
            outages.add("the default route leads to %s".formatted(address.get()));
        }
    }

    /// An anchor alone answers nothing.
    private boolean engineRuns() {
        return host.read().containers().stream()
                .filter(container -> container.name().startsWith("lockstep-engine"))
                .filter(Container::running)
                .anyMatch(container ->
                        !container.name().equals(container.labels().get("lockstep.anchor")));
    }

    private static HostLoad load() {
        var disk = new HostLoad.Disk("/", 1L << 40, 1L << 39, List.of());
        return TestLoads.with("host", List.of(disk));
    }

    private static <T> Reading<T> live(T value) {
        return new Reading.Live<>(value, NOW, "fake");
    }

    private static <T> Reading<T> read(Reading<T> before, Supplier<T> source) {
        try {
            return live(source.get());
        } catch (ProblemException e) {
            return before.failed(e.problem(), NOW);
        }
    }
}

package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.fakes.TestLoads;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// Snapshots nobody would think of, from few names so that they meet.
final class Snapshots {
    private static final List<String> VERSIONS =
            List.of("v3.0.8", "v3.0.9", "3.0.9", "v3.1.0", "", "../x", "v 1", "v@7", "@", "v3@x");
    private static final Instant NOW = Instant.EPOCH;

    private final Random random;

    Snapshots(long seed) {
        random = new Random(seed);
    }

    static ArmedCutover armed() {
        return armed("v3.0.8", "v3.0.9", 1000);
    }

    Snapshot next() {
        return Snapshot.empty(NOW, false)
                .withChain(NOW, reading(this::chain))
                .withUpgrades(NOW, reading(this::upgrades))
                .withContainers(NOW, reading(this::containers))
                .withHost(NOW, reading(this::load))
                .withProxy(NOW, reading(this::engine))
                .withNodes(NOW, reading(this::nodes));
    }

    private <T> Reading<T> reading(Supplier<T> value) {
        var problem =
                new Problem(pick(List.of("engine.none", "x")), "It failed.", "So what.", "Wait.");
        return switch (random.nextInt(8)) {
            case 0 -> Reading.pending();
            case 1 -> new Reading.Failed<>(problem, NOW);
            case 2 -> new Reading.Stale<>(value.get(), NOW, "s", problem);
            default -> new Reading.Live<>(value.get(), NOW, "s");
        };
    }

    private ChainView chain() {
        var seen = height();
        var head =
                new Head("sim", seen, seen - random.nextInt(2), NOW, chance(), Optional.empty(), 2);
        return new ChainView(
                List.of(), chance() ? Optional.of(head) : Optional.empty(), Optional.empty());
    }

    private UpgradeView upgrades() {
        return new UpgradeView(
                pick(List.of(Generation.values())),
                chance() ? Optional.of(version()) : Optional.empty(),
                some(() ->
                        new ScheduledUpgrade(
                                version(),
                                height(),
                                pick(List.of(ScheduledUpgrade.Origin.values())),
                                chance(),
                                OptionalLong.empty())));
    }

    private HostContainers containers() {
        return new HostContainers(
                "docker",
                "1",
                some(this::container),
                some(() ->
                        new HostContainers.Image(
                                "sha256:" + random.nextInt(3),
                                some(() -> "mlnode:" + version()),
                                random.nextInt(1000))));
    }

    private Container container() {
        var version = version();
        var labels =
                chance()
                        ? Map.of(
                                "lockstep.version",
                                version,
                                "lockstep.upgrade",
                                version() + "@" + height())
                        : Map.<String, String>of();
        return new Container(
                "id" + random.nextInt(5),
                "name" + random.nextInt(5),
                pick(List.of(Container.Role.values())),
                pick(List.of(Container.State.values())),
                "mlnode:" + version,
                "sha256:" + random.nextInt(3),
                chance() ? Optional.of(version) : Optional.empty(),
                chance() ? Optional.of("name" + random.nextInt(5) + ":8080") : Optional.empty(),
                "Up",
                NOW,
                labels,
                some(() -> "join"),
                Map.of());
    }

    private HostLoad load() {
        return TestLoads.with("h", some(() -> new HostLoad.Disk("/", 9, 1, List.of())));
    }

    private EngineStatus engine() {
        return new EngineStatus(
                "0",
                1,
                NOW,
                1,
                List.of("0.0.0.0:8080"),
                some(() -> new EngineStatus.Route(version(), version())),
                chance() ? Optional.of(version()) : Optional.empty(),
                some(() ->
                        new EngineStatus.Upstream(
                                version(),
                                URI.create("http://name" + random.nextInt(5) + ":8080"),
                                0,
                                random.nextInt(50),
                                random.nextInt(5))),
                new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                chance() ? Optional.of(cutover()) : Optional.empty());
    }

    private CutoverRecord cutover() {
        return new CutoverRecord(
                armed(version(), version(), height()),
                pick(List.of(CutoverRecord.Phase.values())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                0,
                0,
                0,
                0,
                Optional.empty(),
                List.of());
    }

    private NodesView nodes() {
        var node =
                new NodesView.ApiNodeEntry(
                        "n",
                        "h",
                        1,
                        2,
                        "INFERENCE",
                        "INFERENCE",
                        chance(),
                        some(() -> new NodesView.Model("m", List.of())),
                        Optional.empty());
        var epoch = new Epoch(1, "Inference", height(), height(), height(), height());
        return new NodesView(
                chance() ? Optional.of(epoch) : Optional.empty(),
                List.of(node),
                some(() ->
                        new NodesView.MlNode(
                                version(),
                                chance() ? Optional.of("STOPPED") : Optional.empty(),
                                chance(),
                                Optional.empty())));
    }

    private static ArmedCutover armed(String incumbent, String candidate, long height) {
        return new ArmedCutover(
                candidate + "@" + height,
                "sim",
                height,
                1,
                incumbent,
                candidate,
                List.of(),
                new ArmedCutover.Model("m", "float16", List.of()),
                CutoverPolicy.BRIDGE,
                1,
                1,
                1);
    }

    private long height() {
        return 990L + random.nextInt(30);
    }

    private String version() {
        return pick(VERSIONS);
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> many = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            many.add(one.get());
        }
        return List.copyOf(many);
    }
}

package io.lockstep.app.ui;

import io.lockstep.app.gpu.GpuProbe;
import io.lockstep.app.gpu.GpuProcess;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.ApiNode;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.nodes.NodesView.About;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.nodes.NodesView.Sight;
import io.lockstep.app.nodes.Way;
import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Chart.Point;
import io.lockstep.app.samples.Chart.Run;
import io.lockstep.app.samples.Charts;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// A host with eight cards, an orphan on one of them, and a past with a gap.
final class Machines {
    private static final long GIB = 1L << 30;

    private Machines() {}

    static Snapshot busy() {
        return Scenes.armed()
                .withGpus(Scenes.NOW, live(gpus(), "nvidia-smi"))
                .withHost(Scenes.NOW, live(host(), "this machine"))
                .withNodes(Scenes.NOW, live(nodes(), "api node"));
    }

    /// One entry through the engine and one past it, which fails.
    private static NodesView nodes() {
        var standing =
                new io.lockstep.app.nodes.Standing(
                        "",
                        "",
                        Optional.of("IDLE"),
                        Optional.of("IDLE"),
                        Optional.of("unexpected status code: 503"),
                        Optional.of(Scenes.NOW),
                        false,
                        OptionalLong.of(72),
                        List.of(
                                new io.lockstep.app.nodes.Standing.Slot(
                                        "m", OptionalLong.of(812), true, true)),
                        Way.DIRECT);
        var models = List.of(new NodesView.Model("Qwen/Qwen2.5-7B-Instruct", List.of()));
        var serving =
                new Sight(
                        "http://172.18.0.3:8080",
                        Optional.of("INFERENCE"),
                        true,
                        Optional.empty(),
                        new About(
                                Optional.empty(),
                                Optional.of("Qwen/Qwen2.5-7B-Instruct"),
                                Optional.of("v3.0.8")));
        return new NodesView(
                Optional.of(
                        new Epoch(
                                81,
                                "Inference",
                                1_249_312,
                                1_234_000,
                                1_234_085,
                                1_251_280,
                                Optional.of(false))),
                List.of(
                        new ApiNodeEntry(
                                "node1",
                                "lockstep-engine",
                                5000,
                                8080,
                                "INFERENCE",
                                "INFERENCE",
                                true,
                                models,
                                Optional.empty()),
                        new ApiNodeEntry(
                                "node2",
                                "join-mlnode-309-1",
                                5000,
                                8080,
                                "INFERENCE",
                                "FAILED",
                                true,
                                models,
                                Optional.empty(),
                                standing)),
                List.of(
                        new MlNode(
                                "v3.0.8",
                                Optional.of("INFERENCE"),
                                true,
                                Optional.empty(),
                                serving.about(),
                                Optional.of(serving)),
                        new MlNode("v3.0.10", Optional.of("STOPPED"), false, Optional.empty())),
                Optional.empty(),
                Optional.of(
                        new ApiNode(
                                Optional.of(Generation.R2),
                                "upgrade-status answered 200",
                                List.of(new ApiNode.Alive("node1", true, Optional.empty())),
                                Optional.empty())));
    }

    /// The busy one beside the usual one.
    static Snapshot two() {
        return Scenes.armed()
                .withElsewhere(
                        Scenes.NOW,
                        new Snapshot.Elsewhere(
                                "ssh://ops@gpu-host-a",
                                live(gpus(), "nvidia-smi"),
                                live(host(), "proc")));
    }

    /// The driver's library was changed under it.
    static Snapshot mismatched() {
        return Scenes.armed()
                .withGpus(
                        Scenes.NOW,
                        new Reading.Failed<>(
                                new Problem(
                                        "gpu.mismatch",
                                        "The NVIDIA driver in the kernel and its library are of"
                                                + " different versions.",
                                        "The last reading is shown with its age.",
                                        "It was updated while loaded: reboot."),
                                Scenes.NOW));
    }

    static Charts past() {
        return (series, back, answer) ->
                Thread.ofVirtual()
                        .start(() ->
                                answer.accept(
                                        series.stream().map(each -> chart(each, back)).toList()));
    }

    private static <T> Reading<T> live(T value, String source) {
        return new Reading.Live<>(value, Scenes.NOW.minusSeconds(1), source);
    }

    private static Chart chart(String series, Duration back) {
        var step = back.dividedBy(200);
        var end = Scenes.NOW;
        return new Chart(
                series,
                step,
                List.of(
                        run(series, end.minus(step.multipliedBy(180)), step, 80),
                        run(series, end.minus(step.multipliedBy(70)), step, 70)));
    }

    private static Run run(String series, Instant from, Duration step, int count) {
        List<Point> points = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            var mean = middle(series) * (1 + 0.05 * Math.sin(i / 7.0 + series.hashCode() % 9));
            points.add(new Point(from.plus(step.multipliedBy(i)), mean * 0.97, mean, mean * 1.04));
        }
        return new Run(points);
    }

    private static double middle(String series) {
        return switch (series.replaceFirst(".*/", "")) {
            case "MEMORY_BYTES" -> series.startsWith("host") ? 212e9 : 70e9;
            case "BUSY_PERCENT" -> 88;
            case "CELSIUS" -> 68;
            case "WATTS" -> 590;
            case "CPU_SHARE" -> 0.31;
            case "DOCKER_FREE_BYTES" -> 812e9;
            default -> 42e6;
        };
    }

    private static HostGpus gpus() {
        var rows =
                IntStream.range(0, 8)
                        .mapToObj(i ->
                                String.format(
                                        Locale.ROOT,
                                        "%d, NVIDIA H100 80GB HBM3, GPU-%d, 570.86.15, %d MiB,"
                                                + " 81559 MiB, %d %%, %d, %d.10 W, 700.00 W, 1980"
                                                + " MHz, 5, 16%n",
                                        i,
                                        i,
                                        i == 7 ? 42_000 : 74_900 - i,
                                        i == 7 ? 0 : 90 + i,
                                        64 + i,
                                        580 + i))
                        .toList();
        var head =
                "index, name, uuid, driver_version, memory.used, memory.total, utilization.gpu,"
                        + " temperature.gpu, power.draw, power.limit, clocks.sm,"
                        + " pcie.link.gen.current, pcie.link.width.current\n";
        List<Holding> held = new ArrayList<>();
        for (var i = 0; i < 7; i++) {
            held.add(holding(i, holder(3000 + i, 74_000, Standing.INCUMBENT, "join-mlnode-308-1")));
        }
        held.add(
                holding(
                        7,
                        holder(4711, 38_000, Standing.ORPHAN, "join-mlnode-307-1"),
                        holder(991, 3_000, Standing.FOREIGN, "")));
        return GpuProbe.saved(head + String.join("", rows)).withHoldings(held);
    }

    private static Holding holding(int gpu, Holder... holders) {
        return new Holding(
                Integer.toString(gpu),
                OptionalLong.empty(),
                List.of(holders),
                OptionalLong.of(GIB));
    }

    private static Holder holder(long pid, long mebibytes, Standing standing, String container) {
        return new Holder(
                new GpuProcess(
                        pid,
                        "/app/venv/bin/python3",
                        Optional.of("C"),
                        OptionalLong.of(mebibytes << 20),
                        OptionalInt.empty()),
                standing,
                Optional.of(container).filter(name -> !name.isEmpty()),
                standing == Standing.FOREIGN ? Optional.empty() : Optional.of("v3.0.8"),
                standing == Standing.ORPHAN
                        ? Optional.of("sudo kill -9 " + pid)
                        : Optional.empty());
    }

    private static HostLoad host() {
        return new HostLoad(
                "gpu-host-a",
                "ssh ops@gpu-host-a",
                new HostLoad.Cpu(
                        64,
                        OptionalDouble.of(0.31),
                        IntStream.range(0, 64).mapToObj(i -> (i * 37 % 100) / 100.0).toList(),
                        OptionalDouble.of(18.9),
                        OptionalDouble.of(18.1),
                        OptionalDouble.of(17.7)),
                new HostLoad.Memory(
                        OptionalLong.of(540_000_000_000L),
                        OptionalLong.of(212_000_000_000L),
                        OptionalLong.of(8_000_000_000L),
                        OptionalLong.empty()),
                List.of(
                        new HostLoad.Disk(
                                "/",
                                1_920_000_000_000L,
                                812_000_000_000L,
                                List.of(HostLoad.Use.DOCKER)),
                        new HostLoad.Disk(
                                "/mnt/models",
                                7_600_000_000_000L,
                                2_100_000_000_000L,
                                List.of(HostLoad.Use.MODELS))),
                List.of(
                        new HostLoad.Network(
                                "eno1", OptionalDouble.of(42e6), OptionalDouble.of(9.1e6)),
                        new HostLoad.Network(
                                "ib0", OptionalDouble.empty(), OptionalDouble.empty())),
                List.of(new HostLoad.Sensor("Package id 0", 61.0)),
                Optional.of(Duration.ofDays(63)),
                Optional.of(Duration.ZERO),
                Optional.of(Duration.ofMillis(-312)));
    }
}

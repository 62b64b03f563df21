package io.lockstep.app.bench;

import io.lockstep.app.bench.TelemetryReport.Cost;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.host.command.LocalCommand;
import io.lockstep.app.observe.Machine;
import io.lockstep.app.observe.MachineSource;
import io.lockstep.app.samples.Sampler;
import io.lockstep.app.samples.Samples;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures what the whole telemetry of hosts costs this process: GPUs, host, samples on disk.
///
/// The first reading is one host at one hertz with real child processes that print a document of
/// eight GPUs, and OSHI; the second a hundred hosts whose answers come from memory, as if over
/// connections that cost nothing. Both are warmed up first, as a console is that runs for months.
public final class TelemetryBench {
    private static final int GPUS = 8;
    private static final int HOSTS = 100;
    private static final int WARM_UP = 400;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Duration length;
    private final Path folder;
    private final String document = TelemetryDocument.of(GPUS);

    private TelemetryBench(Duration length, Path folder) {
        this.length = length;
        this.folder = folder;
    }

    /// Takes about twice that long and the warm-up. The share is that of the time the rounds should
    /// have taken: rounds that come late on a busy machine do not lower it.
    public static TelemetryReport run(Duration length) throws InterruptedException {
        try {
            var folder = Files.createTempDirectory("lockstep-telemetry");
            try {
                return new TelemetryBench(length, folder).run();
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw BenchProblems.failed("no folder for it", e);
        }
    }

    private TelemetryReport run() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("gpus.xml"), document);
        var one =
                cost(
                        "1 host, 8 GPUs",
                        List.of(
                                new Machine(
                                        Optional.of(new Printed(new LocalCommand(), file)), true)),
                        WARM_UP,
                        0.01);
        List<Machine> machines = new ArrayList<>();
        var replayed = new Replayed(new Printed(new LocalCommand(), file));
        for (var host = 0; host < HOSTS; host++) {
            machines.add(new Machine(Optional.of(replayed), false));
        }
        var many = cost("100 hosts, 8 GPUs each", machines, WARM_UP / 40, 0.5);
        return new TelemetryReport(document.length(), List.of(one, many));
    }

    private Cost cost(String name, List<Machine> machines, int warmUp, double bound)
            throws InterruptedException {
        List<Watched> hosts = new ArrayList<>();
        try {
            for (var machine : machines) {
                hosts.add(
                        new Watched(
                                machine,
                                folder.resolve("host-" + name.length() + "-" + hosts.size())));
            }
            for (var round = 0; round < warmUp; round++) {
                round(hosts);
            }
            return measured(name, hosts, bound);
        } finally {
            for (var host : hosts) {
                host.close();
            }
        }
    }

    private Cost measured(String name, List<Watched> hosts, double bound)
            throws InterruptedException {
        var rounds = (int) length.toSeconds();
        var missed = 0;
        var cpu = cpu();
        var begin = System.nanoTime();
        for (var round = 0; round < rounds; round++) {
            var due = begin + round * SECOND.toNanos();
            missed += System.nanoTime() - due > SECOND.toNanos() / 2 ? 1 : 0;
            round(hosts);
            var left = due + SECOND.toNanos() - System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
        }
        var wall = (System.nanoTime() - begin) / 1_000_000;
        var used = cpu().minus(cpu).toMillis();
        var share = used / (1000.0 * rounds);
        return new Cost(name, rounds, missed, wall, used, share, bound, share <= bound);
    }

    private static void round(List<Watched> hosts) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readings = new ArrayList<>();
            for (var host : hosts) {
                readings.add(
                        threads.submit(() -> {
                            host.read();
                            return host;
                        }));
            }
            for (var reading : readings) {
                reading.get();
            }
        } catch (ExecutionException e) {
            throw BenchProblems.failed("a reading failed", e);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(
                        () -> BenchProblems.failed("this system does not tell a process's time"));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// One host and its samples.
    private static final class Watched implements AutoCloseable {
        private final Clock clock = Clock.systemUTC();
        private final MachineSource source;
        private final Samples samples;
        private final Sampler sampler;

        Watched(Machine machine, Path folder) {
            source = new MachineSource(machine, Watched::noContainers, Optional::empty, clock);
            samples = Samples.open(folder, clock);
            sampler = new Sampler(samples);
        }

        void read() throws InterruptedException {
            HostGpus gpus = source.gpus();
            HostLoad load = source.host();
            var now = clock.instant();
            sampler.accept(
                    Snapshot.empty(now, false)
                            .withGpus(now, new Reading.Live<>(gpus, now, "bench"))
                            .withHost(now, new Reading.Live<>(load, now, "bench")));
        }

        private static ContainerHost noContainers() {
            throw BenchProblems.failed("no containers are measured");
        }

        @Override
        public void close() {
            source.close();
            samples.close();
        }
    }
}

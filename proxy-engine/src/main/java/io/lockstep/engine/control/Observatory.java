package io.lockstep.engine.control;

import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.proxy.Traffic;
import io.lockstep.engine.route.Routing;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/// Tells what the running engine counts.
public final class Observatory implements Observing {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private final Supplier<EngineStatus> status;
    private final Routing routing;
    private final Traffic traffic;
    private final AccessLog log;

    public Observatory(
            Supplier<EngineStatus> status, Routing routing, Traffic traffic, AccessLog log) {
        this.status = status;
        this.routing = routing;
        this.traffic = traffic;
        this.log = log;
    }

    @Override
    public Observed observed() {
        var counters = routing.counters();
        return new Observed(
                traffic.versions(Instant.now()),
                traffic.lastMinute(),
                counters.held().sum(),
                counters.bridged().sum(),
                counters.refused().sum(),
                log.settings(),
                log.dropped(),
                resources());
    }

    @Override
    public String metrics() {
        return EngineMetrics.of(status.get(), observed());
    }

    @Override
    public void accessLog(LogSettings settings) {
        log.change(settings);
    }

    private static Observed.Resources resources() {
        var runtime = Runtime.getRuntime();
        return new Observed.Resources(
                openDescriptors(),
                mostDescriptors(),
                directBytes(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    private static long directBytes() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                ? provider.metric().usedDirectMemory()
                : 0;
    }

    private static long openDescriptors() {
        try (var open = Files.list(DESCRIPTORS)) {
            return open.count();
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }

    private static long mostDescriptors() {
        try (var limits = Files.lines(LIMITS)) {
            return limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.replaceAll("\\s+", " ").split(" ", -1)[3])
                    .filter(word -> word.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }
}

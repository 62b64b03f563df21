package io.lockstep.app.host;

import io.lockstep.app.host.HostLoad.Cpu;
import io.lockstep.app.host.HostLoad.Disk;
import io.lockstep.app.host.HostLoad.Memory;
import io.lockstep.app.host.HostLoad.Network;
import io.lockstep.app.host.HostLoad.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.NetworkIF;

/// This machine, by OSHI. Disks, the list of networks and sensors change slowly and are looked at
/// every ten seconds.
final class LocalHost implements HostProbe {
    private static final Duration SLOW = Duration.ofSeconds(10);

    /// File systems that hold no data of their own.
    private static final Set<String> UNREAL = Set.of("tmpfs", "overlay", "squashfs", "devtmpfs");

    private final SystemInfo system = new SystemInfo();
    private final CentralProcessor processor = system.getHardware().getProcessor();
    private final String name = system.getOperatingSystem().getNetworkParams().getHostName();
    private final Rates rates = new Rates();
    private final Clock clock;
    private long[] ticks = processor.getSystemCpuLoadTicks();
    private long[][] coreTicks = processor.getProcessorCpuLoadTicks();
    private Instant looked = Instant.MIN;
    private List<Disk> disks = List.of();
    private List<NetworkIF> networks = List.of();
    private List<Sensor> sensors = List.of();

    LocalHost(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized HostLoad read() {
        var now = clock.instant();
        if (looked.isBefore(now.minus(SLOW))) {
            lookAround();
            looked = now;
        }
        return new HostLoad(
                name,
                "this machine",
                cpu(),
                memory(),
                disks,
                networks.stream().map(one -> network(one, now)).toList(),
                sensors,
                Optional.of(Duration.ofSeconds(system.getOperatingSystem().getSystemUptime())),
                Optional.of(Duration.ZERO),
                Optional.empty());
    }

    private void lookAround() {
        disks = Uses.of(daemon(), models()).marked(stores());
        networks = system.getHardware().getNetworkIFs();
        var celsius = system.getHardware().getSensors().getCpuTemperature();
        sensors = celsius > 0 ? List.of(new Sensor("cpu", celsius)) : List.of();
    }

    private Cpu cpu() {
        var share = processor.getSystemCpuLoadBetweenTicks(ticks);
        ticks = processor.getSystemCpuLoadTicks();
        var cores = processor.getProcessorCpuLoadBetweenTicks(coreTicks);
        coreTicks = processor.getProcessorCpuLoadTicks();
        var load = processor.getSystemLoadAverage(3);
        return new Cpu(
                processor.getLogicalProcessorCount(),
                known(share),
                Arrays.stream(cores).boxed().toList(),
                known(load[0]),
                known(load[1]),
                known(load[2]));
    }

    private Memory memory() {
        var memory = system.getHardware().getMemory();
        var swap = memory.getVirtualMemory();
        return new Memory(
                OptionalLong.of(memory.getTotal()),
                OptionalLong.of(memory.getTotal() - memory.getAvailable()),
                OptionalLong.of(swap.getSwapTotal()),
                OptionalLong.of(swap.getSwapUsed()));
    }

    private Network network(NetworkIF one, Instant now) {
        var told = one.updateAttributes();
        return new Network(
                one.getName(),
                told
                        ? rates.perSecond("in " + one.getName(), one.getBytesRecv(), now)
                        : OptionalDouble.empty(),
                told
                        ? rates.perSecond("out " + one.getName(), one.getBytesSent(), now)
                        : OptionalDouble.empty());
    }

    private List<Disk> stores() {
        List<Disk> found = new ArrayList<>();
        for (var store : system.getOperatingSystem().getFileSystem().getFileStores(true)) {
            if (!UNREAL.contains(store.getType()) && store.getTotalSpace() > 0) {
                found.add(
                        new Disk(
                                store.getMount(),
                                store.getTotalSpace(),
                                store.getUsableSpace(),
                                List.of()));
            }
        }
        return found;
    }

    private static OptionalDouble known(double value) {
        return value >= 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static String daemon() {
        try {
            return Files.readString(Path.of("/etc/docker/daemon.json"));
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> models() {
        return Optional.ofNullable(System.getenv("HF_HOME"))
                .or(() -> Optional.ofNullable(System.getenv("HOME")).map(h -> h + "/.cache"));
    }
}

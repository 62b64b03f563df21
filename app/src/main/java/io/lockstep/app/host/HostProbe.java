package io.lockstep.app.host;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/// Reads the load of this machine. Processor use is the share since the reading before, so one
/// probe serves one reader.
public final class HostProbe {
    /// File systems that hold no data of their own.
    private static final Set<String> UNREAL = Set.of("tmpfs", "overlay", "squashfs", "devtmpfs");

    private final SystemInfo system = new SystemInfo();
    private final CentralProcessor processor = system.getHardware().getProcessor();
    private long[] ticks = processor.getSystemCpuLoadTicks();

    public synchronized HostLoad read() {
        var cpu = processor.getSystemCpuLoadBetweenTicks(ticks);
        ticks = processor.getSystemCpuLoadTicks();
        var memory = system.getHardware().getMemory();
        var os = system.getOperatingSystem();
        return new HostLoad(
                os.getNetworkParams().getHostName(),
                processor.getLogicalProcessorCount(),
                cpu,
                processor.getSystemLoadAverage(1)[0],
                memory.getTotal(),
                memory.getTotal() - memory.getAvailable(),
                disks(),
                Duration.ofSeconds(os.getSystemUptime()));
    }

    private List<HostLoad.Disk> disks() {
        return system.getOperatingSystem().getFileSystem().getFileStores(true).stream()
                .filter(store -> !UNREAL.contains(store.getType()) && store.getTotalSpace() > 0)
                .map(store ->
                        new HostLoad.Disk(
                                store.getMount(), store.getTotalSpace(), store.getUsableSpace()))
                .toList();
    }
}

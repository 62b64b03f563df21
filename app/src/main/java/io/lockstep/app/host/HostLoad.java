package io.lockstep.app.host;

import java.time.Duration;
import java.util.List;

/// How busy a machine is.
///
/// @param cpu share of all processors in use since the reading before, 0 to 1
public record HostLoad(
        String name,
        int processors,
        double cpu,
        double load1,
        long memoryTotalBytes,
        long memoryUsedBytes,
        List<Disk> disks,
        Duration uptime) {

    public record Disk(String mount, long totalBytes, long freeBytes) {}
}

package io.lockstep.app.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How busy a machine is. What it does not tell is empty, never zero; a rate is empty until there
/// is a reading before.
///
/// @param place such as `this machine` or `ssh root@gpu-1`
/// @param temperatures of the sensors the machine shows
/// @param clockAhead how far the machine's clock is ahead of ours, zero for this machine
/// @param clockOffset how far the machine's clock is ahead of the chain's block time, where that is
///   known; negative when behind
public record HostLoad(
        String name,
        String place,
        Cpu cpu,
        Memory memory,
        List<Disk> disks,
        List<Network> networks,
        List<Sensor> temperatures,
        Optional<Duration> uptime,
        Optional<Duration> clockAhead,
        Optional<Duration> clockOffset) {

    /// @param share of all processors in use since the reading before, 0 to 1
    /// @param cores the same for each
    /// @param load1 mean number of runnable threads over one minute; `load5`, `load15` over more
    public record Cpu(
            int processors,
            OptionalDouble share,
            List<Double> cores,
            OptionalDouble load1,
            OptionalDouble load5,
            OptionalDouble load15) {}

    /// @param usedBytes what programs could not get at once
    public record Memory(
            OptionalLong totalBytes,
            OptionalLong usedBytes,
            OptionalLong swapTotalBytes,
            OptionalLong swapUsedBytes) {}

    /// @param holds what of ours lives there
    public record Disk(String mount, long totalBytes, long freeBytes, List<Use> holds) {}

    /// What an upgrade needs room for.
    public enum Use {
        /// Images and containers of the engine.
        DOCKER,
        /// The weights of the models.
        MODELS
    }

    public record Network(
            String name, OptionalDouble receivedPerSecond, OptionalDouble sentPerSecond) {}

    public record Sensor(String name, double celsius) {}

    /// The disk that holds that, when it is known.
    public Optional<Disk> disk(Use use) {
        return disks.stream().filter(disk -> disk.holds().contains(use)).findFirst();
    }

    /// @param ours how far our own clock is ahead of block time
    public HostLoad withClockOffset(Optional<Duration> ours) {
        return new HostLoad(
                name,
                place,
                cpu,
                memory,
                disks,
                networks,
                temperatures,
                uptime,
                clockAhead,
                clockAhead.flatMap(ahead -> ours.map(ahead::plus)));
    }
}

package io.lockstep.app.fakes;

import io.lockstep.app.host.HostLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Loads of machines for tests that look at something else.
public final class TestLoads {
    private TestLoads() {}

    /// An idle machine with these disks.
    public static HostLoad with(String name, List<HostLoad.Disk> disks) {
        return new HostLoad(
                name,
                "this machine",
                new HostLoad.Cpu(
                        8,
                        OptionalDouble.of(0),
                        List.of(),
                        OptionalDouble.of(0),
                        OptionalDouble.of(0),
                        OptionalDouble.of(0)),
                new HostLoad.Memory(
                        OptionalLong.of(1),
                        OptionalLong.of(1),
                        OptionalLong.of(0),
                        OptionalLong.of(0)),
                disks,
                List.of(),
                List.of(),
                Optional.of(Duration.ZERO),
                Optional.of(Duration.ZERO),
                Optional.empty());
    }
}

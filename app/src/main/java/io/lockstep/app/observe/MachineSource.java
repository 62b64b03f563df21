package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.gpu.GpuProbe;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.BlockClock;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.host.HostProbe;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// GPUs and load of the machine the containers run on.
public final class MachineSource implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final Machine machine;
    private final GpuProbe gpus;
    private final HostProbe host;
    private final BlockClock blocks = new BlockClock();

    /// @param seen what was last read of the containers
    public MachineSource(
            Machine machine,
            Supplier<ContainerHost> hosts,
            Supplier<Optional<HostContainers>> seen,
            Clock clock) {
        this.machine = machine;
        this.gpus = GpuProbe.of(machine.commands(), hosts, seen, DEADLINE, clock);
        this.host =
                machine.here()
                        ? HostProbe.ofThisMachine(clock)
                        : machine.commands()
                                .map(there -> HostProbe.over(there, DEADLINE, clock))
                                .orElse(MachineSource::noShell);
    }

    /// @throws ProblemException when no place tells
    public HostGpus gpus() throws InterruptedException {
        return gpus.read();
    }

    /// @throws ProblemException when the machine does not answer
    public HostLoad host() throws InterruptedException {
        return host.read().withClockOffset(offset());
    }

    /// Compares the clock with the chain's.
    ///
    /// @param seen when this head was first known
    public void block(Head head, Instant seen) {
        synchronized (blocks) {
            head.pace()
                    .map(Pace::mean)
                    .ifPresent(
                            pace -> blocks.block(head.seenHeight(), head.blockTime(), pace, seen));
        }
    }

    private Optional<Duration> offset() {
        synchronized (blocks) {
            return blocks.offset();
        }
    }

    private static HostLoad noShell() {
        throw new ProblemException(
                new Problem(
                        "host.noShell",
                        "The load of the host is unknown: only its Docker engine can be reached.",
                        "Containers and GPUs inside them are read.",
                        "Give the engine's address as ssh://USER@HOST to see the host, too."));
    }

    @Override
    public void close() {
        machine.commands().ifPresent(RemoteCommand::close);
    }
}

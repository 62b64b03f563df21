package io.lockstep.app.gpu;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Reads the GPUs of one host and who holds them, wherever they can be asked for.
///
/// One reading at a time, each program with a deadline. The place that answered last is asked
/// first; when none answers the first one's problem is told. OSHI's NVML statistics are not used:
/// they know neither throttle reasons, limits, MIG, remapped rows nor a process's memory, work on
/// this machine only, and load the driver's library into our own process, where a call that hangs
/// in the kernel cannot be given up.
public final class GpuProbe {
    private final Places places;
    private final GpuTools tools;
    private final Holders holders;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private Optional<RemoteCommand> chosen = Optional.empty();

    private GpuProbe(
            Optional<RemoteCommand> machine,
            Supplier<ContainerHost> hosts,
            Supplier<Optional<HostContainers>> seen,
            Duration deadline,
            Clock clock) {
        this.places = new Places(machine, hosts, seen);
        this.tools = new GpuTools(deadline, clock);
        this.holders = new Holders(id -> processes(hosts, id), seen, deadline);
    }

    /// @param machine where programs of that host are run; empty when only its containers can be
    ///   asked.
    /// @param hosts the host's containers
    /// @param seen what was last read of them
    /// @param deadline of each program
    public static GpuProbe of(
            Optional<RemoteCommand> machine,
            Supplier<ContainerHost> hosts,
            Supplier<Optional<HostContainers>> seen,
            Duration deadline,
            Clock clock) {
        return new GpuProbe(machine, hosts, seen, deadline, clock);
    }

    /// Blocks up to the deadline of each program asked.
    ///
    /// @throws ProblemException with a code `gpu.…` when no place answers
    public HostGpus read() throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            return first(ordered());
        } finally {
            oneAtATime.unlock();
        }
    }

    private HostGpus first(List<RemoteCommand> candidates) throws InterruptedException {
        List<ProblemException> problems = new ArrayList<>();
        for (var place : candidates) {
            try {
                var found = tools.read(place);
                if (found.isPresent()) {
                    chosen = Optional.of(place);
                    return found.get().withHoldings(holders.of(found.get(), place));
                }
            } catch (ProblemException e) {
                problems.add(e);
            }
        }
        chosen = Optional.empty();
        throw problems.isEmpty() ? GpuProblems.noDriver(named(candidates)) : problems.getFirst();
    }

    private List<RemoteCommand> ordered() {
        var all = places.now();
        var first = chosen.filter(all::contains);
        List<RemoteCommand> ordered = new ArrayList<>(first.stream().toList());
        all.stream().filter(place -> !ordered.contains(place)).forEach(ordered::add);
        return ordered;
    }

    private static Optional<List<Long>> processes(Supplier<ContainerHost> hosts, String id) {
        try {
            return hosts.get().processes(id);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static String named(List<RemoteCommand> candidates) {
        return candidates.isEmpty()
                ? "any place that can be asked"
                : String.join(", ", candidates.stream().map(RemoteCommand::place).toList());
    }

    /// Reads a saved document or table of `nvidia-smi`, `rocm-smi` or `amd-smi`.
    ///
    /// @throws ProblemException with a code `gpu.…` naming what is wrong with it
    public static HostGpus saved(String printed) {
        return GpuTools.saved(printed);
    }

    /// Whether a problem says that there is no GPU to read rather than that reading failed.
    public static boolean noDriver(Problem problem) {
        return problem.code().equals(GpuProblems.NO_DRIVER);
    }
}

package io.lockstep.app.gpu;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.host.command.RemoteCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// Says whose the processes on the GPUs are: process → container → version → its part in the
/// upgrade.
final class Holders {
    private final Function<String, Optional<List<Long>>> processes;
    private final Supplier<Optional<HostContainers>> seen;
    private final ContainersOfProcesses containers;

    /// @param processes of the container of that id, none when it has ended or is gone; empty when
    ///   nobody can tell
    Holders(
            Function<String, Optional<List<Long>>> processes,
            Supplier<Optional<HostContainers>> seen,
            Duration deadline) {
        this.processes = processes;
        this.seen = seen;
        this.containers = new ContainersOfProcesses(deadline, processes);
    }

    /// One for each card and each MIG device.
    List<Holding> of(HostGpus gpus, RemoteCommand place) throws InterruptedException {
        var pids =
                gpus.gpus().stream()
                        .flatMap(gpu -> gpu.processes().stream())
                        .flatMap(List::stream)
                        .map(GpuProcess::pid)
                        .distinct()
                        .toList();
        var mlNodes = seen.get().map(HostContainers::containers).orElse(List.of());
        containers.learn(pids, place, mlNodes);
        List<Holding> holdings = new ArrayList<>();
        for (var gpu : gpus.gpus()) {
            holdings.add(holding(gpu, mlNodes, place));
        }
        return holdings;
    }

    private Holding holding(Gpu gpu, List<Container> mlNodes, RemoteCommand place) {
        var holders =
                gpu.processes().orElse(List.of()).stream()
                        .map(process -> holder(process, mlNodes, place))
                        .toList();
        return new Holding(gpu.label(), gpu.memory().usedBytes(), holders, unexplained(gpu));
    }

    /// Unknown as soon as one process's share is.
    private static OptionalLong unexplained(Gpu gpu) {
        var used = gpu.memory().usedBytes();
        var told =
                gpu.processes()
                        .filter(all -> all.stream().allMatch(p -> p.memoryBytes().isPresent()));
        return used.isPresent() && told.isPresent()
                ? OptionalLong.of(
                        Math.max(
                                0,
                                used.getAsLong()
                                        - told.get().stream()
                                                .mapToLong(p -> p.memoryBytes().orElse(0))
                                                .sum()))
                : OptionalLong.empty();
    }

    private Holder holder(GpuProcess process, List<Container> mlNodes, RemoteCommand place) {
        var id = containers.of(process.pid());
        var known =
                id.flatMap(hash -> mlNodes.stream().filter(c -> c.id().equals(hash)).findFirst());
        var standing = standing(id, known);
        return new Holder(
                process,
                standing,
                known.map(Container::name).or(() -> id.map(Holders::shortened)),
                known.flatMap(Container::version),
                standing == Standing.ORPHAN
                        ? Optional.of(killing(process, place))
                        : Optional.empty());
    }

    private Standing standing(Optional<String> id, Optional<Container> known) {
        if (id.isEmpty()) {
            return Standing.FOREIGN;
        }
        if (known.isEmpty()) {
            return gone(id.get()) ? Standing.ORPHAN : Standing.FOREIGN;
        }
        if (!known.get().running()) {
            return Standing.ORPHAN;
        }
        return switch (known.get().role()) {
            case INCUMBENT -> Standing.INCUMBENT;
            case CANDIDATE -> Standing.CANDIDATE;
            case ENGINE, OTHER -> Standing.FOREIGN;
        };
    }

    /// Only what the host says: a host that does not answer has lost no container.
    private boolean gone(String id) {
        return processes.apply(id).filter(List::isEmpty).isPresent();
    }

    private static String killing(GpuProcess process, RemoteCommand place) {
        var kill = "sudo kill -9 " + process.pid();
        return place.place().startsWith("ssh ") ? place.place() + " " + kill : kill;
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}

package io.lockstep.app.gpu;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.host.command.ContainerCommand;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the GPUs of one host may be asked for, best first: the machine itself, then its running
/// MLNode containers.
final class Places {
    private final Optional<RemoteCommand> machine;
    private final Supplier<ContainerHost> hosts;
    private final Supplier<Optional<HostContainers>> seen;
    private final Map<String, RemoteCommand> inside = new HashMap<>();

    /// @param machine empty when it cannot be reached but through its container engine
    Places(
            Optional<RemoteCommand> machine,
            Supplier<ContainerHost> hosts,
            Supplier<Optional<HostContainers>> seen) {
        this.machine = machine;
        this.hosts = hosts;
        this.seen = seen;
    }

    /// Those that are there now. A container's place is the same object as long as it runs.
    List<RemoteCommand> now() {
        List<RemoteCommand> places = new ArrayList<>();
        machine.ifPresent(places::add);
        var running = seen.get().map(Places::mlNodes).orElse(List.of());
        inside.keySet().retainAll(running.stream().map(Container::id).toList());
        running.forEach(node -> of(node).ifPresent(places::add));
        return places;
    }

    private Optional<RemoteCommand> of(Container node) {
        try {
            var host = hosts.get();
            return Optional.of(
                    inside.computeIfAbsent(
                            node.id(), id -> new ContainerCommand(host, id, node.name())));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static List<Container> mlNodes(HostContainers host) {
        return host.containers().stream()
                .filter(Container::running)
                .filter(one -> one.role() == Role.INCUMBENT || one.role() == Role.CANDIDATE)
                .toList();
    }
}

package io.lockstep.app.observe;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Weights;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads the containers and the nginx before them, and of MLNodes that may not download whether
/// they have the weights of the model that the API node starts. Weights that were there once are
/// not looked for again.
final class ContainersProbe {
    private final Supplier<ContainerHost> hosts;
    private final Supplier<Snapshot> current;
    private final Set<Weights> there = new HashSet<>();
    private final FrontsProbe fronts;

    ContainersProbe(Supplier<ContainerHost> hosts, Supplier<Snapshot> current, FrontsProbe fronts) {
        this.hosts = hosts;
        this.current = current;
        this.fronts = fronts;
    }

    HostContainers read() throws InterruptedException {
        var host = hosts.get();
        var read = host.read().before(fronts.read(host));
        var model = current.get().nodes().latest().flatMap(ContainersProbe::model);
        return model.map(name -> read.with(weights(host, read, name))).orElse(read);
    }

    private static Optional<String> model(NodesView nodes) {
        return nodes.apiNodes().stream()
                .filter(NodesView.ApiNodeEntry::enabled)
                .flatMap(node -> node.models().stream())
                .map(NodesView.Model::name)
                .findFirst();
    }

    private List<Weights> weights(ContainerHost host, HostContainers read, String model) {
        List<Weights> found = new ArrayList<>();
        for (var container : read.containers()) {
            if (container.role() == Container.Role.INCUMBENT && container.running()) {
                weights(host, container, model).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Optional<Weights> weights(ContainerHost host, Container container, String model) {
        var known = new Weights(container.id(), model, true);
        if (there.contains(known)) {
            return Optional.of(known);
        }
        var found =
                host.hasWeights(container.id(), model)
                        .map(has -> new Weights(container.id(), model, has));
        found.filter(Weights::there).ifPresent(there::add);
        return found;
    }
}

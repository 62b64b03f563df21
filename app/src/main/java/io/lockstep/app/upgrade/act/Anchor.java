package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.upgrade.Roles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The container that owns an engine's ports and names, and the engines in its network: one that
/// serves, and those before it that still answer what they began.
record Anchor(Container container) {

    /// Empty for an engine whose container owns its ports itself.
    static Optional<Anchor> of(Container engine) {
        return engine.labels().containsKey(Labels.ANCHOR)
                ? Optional.of(new Anchor(engine))
                : Optional.empty();
    }

    /// The one of that name, else the one of the engine that runs.
    static Optional<Anchor> on(HostContainers host, String name) {
        return host.containers().stream()
                .filter(container -> container.name().equals(name))
                .findFirst()
                .or(() -> Roles.engine(host))
                .flatMap(Anchor::of);
    }

    /// The newest first.
    List<Container> engines(HostContainers host) {
        return host.containers().stream()
                .filter(one -> container.name().equals(one.labels().get(Labels.ANCHOR)))
                .filter(one -> !one.id().equals(container.id()))
                .sorted(
                        Comparator.comparing(Container::createdAt)
                                .thenComparing(Container::name)
                                .reversed())
                .toList();
    }

    Optional<Container> serving(HostContainers host) {
        return engines(host).stream().filter(Container::running).findFirst();
    }

    /// A name that no engine here has.
    String freeName(HostContainers host) {
        var taken = engines(host).stream().map(Container::name).toList();
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> container.name() + "-" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }
}

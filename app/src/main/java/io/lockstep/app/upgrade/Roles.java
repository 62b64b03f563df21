package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.Labels;
import io.lockstep.engine.control.EngineStatus;
import java.util.Comparator;
import java.util.Optional;

/// Finds which container plays which part, from labels, image tags and what the engine routes to.
public final class Roles {
    private Roles() {}

    /// The MLNode of that version; a running one is preferred.
    public static Optional<Container> mlNode(HostContainers host, String version) {
        return host.containers().stream()
                .filter(container -> container.role() != Container.Role.ENGINE)
                .filter(container -> stands(container, version))
                .min(
                        Comparator.comparing((Container container) -> !container.running())
                                .thenComparing(Container::id));
    }

    public static Optional<Container> engine(HostContainers host) {
        return host.containers().stream()
                .filter(container -> container.role() == Container.Role.ENGINE)
                .min(
                        Comparator.comparing((Container container) -> !container.running())
                                .thenComparing(Container::id));
    }

    /// The container the engine's upstream of that version leads to.
    public static Optional<Container> behind(
            HostContainers host, Optional<EngineStatus> engine, String version) {
        var address = engine.flatMap(status -> upstream(status, version));
        return host.containers().stream()
                .filter(container -> address.isPresent() && container.address().equals(address))
                .findFirst();
    }

    /// The container that serves as the incumbent: what is routed counts before what is named.
    public static Optional<Container> incumbent(
            HostContainers host, Optional<EngineStatus> engine, Goal goal) {
        return behind(host, engine, goal.incumbent()).or(() -> mlNode(host, goal.incumbent()));
    }

    /// Host and port of the upstream of that name.
    public static Optional<String> upstream(EngineStatus engine, String version) {
        return engine.upstreams().stream()
                .filter(upstream -> upstream.name().equals(version))
                .map(upstream -> upstream.url().getRawAuthority())
                .findFirst();
    }

    /// The restart policy that the MLNode that serves should have and does not: the one that the
    /// candidate of the two was given as a label when it was made. So it holds for the way back,
    /// too.
    public static Optional<String> restartToTake(
            HostContainers host, String serving, String other) {
        var taker =
                mlNode(host, serving)
                        .flatMap(node -> Optional.ofNullable(host.restart().get(node.id())));
        var policy = restartLabel(host, serving).or(() -> restartLabel(host, other));
        return taker.isEmpty() ? Optional.empty() : policy.filter(p -> !p.equals(taker.get()));
    }

    private static Optional<String> restartLabel(HostContainers host, String version) {
        return mlNode(host, version)
                .flatMap(node -> Optional.ofNullable(node.labels().get(Labels.RESTART)));
    }

    /// A label names the version byte for byte; a tag lacks the `v` that the chain writes.
    static boolean stands(Container container, String version) {
        return container
                .version()
                .filter(own ->
                        own.equals(version)
                                || (!container.labels().containsKey(Labels.VERSION)
                                        && ImageRule.tag(own).equals(ImageRule.tag(version))))
                .isPresent();
    }
}

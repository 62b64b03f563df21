package io.lockstep.app.nodes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How the API node reaches an MLNode.
public enum Way {
    /// Through the engine, so that a cutover reaches it.
    PROXY,
    /// Past it: a cutover would go unnoticed.
    DIRECT,
    /// Under a name that is none of ours.
    UNKNOWN;

    private static final String SERVICE = "com.docker.compose.service";

    /// A registered host is a name of a container on their network, or an address of this machine
    /// with a published port.
    static Way of(ApiNodeEntry entry, Optional<HostContainers> host, List<String> listeners) {
        if (listens(listeners, entry)) {
            return PROXY;
        }
        return host.stream()
                .flatMap(seen -> seen.containers().stream())
                .filter(Container::running)
                .filter(container -> named(container, entry))
                .map(Way::of)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Way of(Container container) {
        return switch (container.role()) {
            case ENGINE -> PROXY;
            case INCUMBENT, CANDIDATE -> DIRECT;
            case OTHER -> UNKNOWN;
        };
    }

    private static boolean named(Container container, ApiNodeEntry entry) {
        var names =
                Stream.concat(
                        Stream.of(container.name(), container.labels().getOrDefault(SERVICE, "")),
                        container.address().map(at -> at.replaceFirst(":[0-9]+$", "")).stream());
        return names.anyMatch(entry.host()::equals)
                || (local(entry.host())
                        && container.published().values().stream()
                                .anyMatch(at -> at.endsWith(":" + entry.pocPort())));
    }

    /// An engine that is a process of this machine.
    private static boolean listens(List<String> listeners, ApiNodeEntry entry) {
        return local(entry.host())
                && listeners.stream()
                        .map(listener -> listener.replaceFirst("[=,].*", ""))
                        .anyMatch(listener -> listener.endsWith(":" + entry.pocPort()));
    }

    private static boolean local(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}

package io.lockstep.app.containers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The containers of one host.
///
/// @param runtime `docker`, or `processes` where no Docker engine can be had and the rehearsal
///   makes do
/// @param version of the runtime, for people
/// @param images every image on the host that an upgrade may need
/// @param restart restart policies by container id, where one is to change hands
/// @param weights what MLNodes that may not download were found to have
/// @param unhealthy what the last look at its health said, by container id, where the host itself
///   calls it unhealthy
/// @param started since when candidates run, by container id, where the host tells it
/// @param fronts every nginx on it that stands before MLNodes
public record HostContainers(
        String runtime,
        String version,
        List<Container> containers,
        List<Image> images,
        Map<String, String> restart,
        List<Weights> weights,
        Map<String, String> unhealthy,
        Map<String, Instant> started,
        List<Front> fronts) {

    public HostContainers(
            String runtime, String version, List<Container> containers, List<Image> images) {
        this(runtime, version, containers, images, Map.of(), List.of());
    }

    public HostContainers(
            String runtime,
            String version,
            List<Container> containers,
            List<Image> images,
            Map<String, String> restart,
            List<Weights> weights) {
        this(runtime, version, containers, images, restart, weights, Map.of(), Map.of(), List.of());
    }

    public HostContainers with(List<Weights> found) {
        return new HostContainers(
                runtime, version, containers, images, restart, found, unhealthy, started, fronts);
    }

    public HostContainers before(List<Front> found) {
        return new HostContainers(
                runtime, version, containers, images, restart, weights, unhealthy, started, found);
    }

    /// The one whose configuration names that container.
    public Optional<Front> leadingTo(String container) {
        return fronts.stream().filter(front -> front.names().contains(container)).findFirst();
    }

    /// An nginx that stands before MLNodes.
    ///
    /// @param engine the host it hands everything to, once it was switched to the engine
    /// @param names the hosts its configuration leads to, by every name they have
    public record Front(
            String container, boolean adopted, Optional<String> engine, Set<String> names) {}

    /// Whether the weights of a model lie in the cache of a container that may not download any.
    public record Weights(String container, String model, boolean there) {}

    /// @param references tags and digests that name it
    /// @param bytes disk it takes, layers shared with others included
    public record Image(String id, List<String> references, long bytes) {}
}

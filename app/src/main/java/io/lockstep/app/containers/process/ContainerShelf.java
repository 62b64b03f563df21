package io.lockstep.app.containers.process;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.State;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.MlNodes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Containers of the process runtime as they lie on disk, and as the rest of Lockstep sees them.
final class ContainerShelf {
    private static final int MANAGEMENT_PORT = 8080;
    private static final int LAST_OF_NETWORK = 254;

    private final Shelf<StoredContainer> shelf;
    private final String net;

    ContainerShelf(Path root) {
        // A letter: the path of the engine's socket may have 107 bytes, most of them the home's.
        this.shelf = new Shelf<>(root.resolve("c"), StoredContainer.class);
        var hash = Math.floorMod(root.toString().hashCode(), 100 * 250);
        this.net = "127." + (100 + hash / 250) + "." + (1 + hash % 250) + ".";
    }

    List<StoredContainer> all() {
        return shelf.all();
    }

    Optional<StoredContainer> find(String idOrName) {
        return shelf.find(idOrName)
                .or(() -> all().stream().filter(c -> c.id().equals(idOrName)).findFirst());
    }

    StoredContainer require(String idOrName) {
        return find(idOrName).orElseThrow(() -> HostProblems.missing(idOrName));
    }

    Path folder(StoredContainer container) {
        return shelf.folder(container.name());
    }

    void put(StoredContainer container) {
        shelf.put(container.name(), container);
    }

    void remove(StoredContainer container) {
        shelf.remove(container.name());
    }

    StoredContainer create(ContainerSpec spec, String imageId, Map<String, String> labels) {
        var holder = shelf.find(spec.name());
        if (holder.isPresent()) {
            return adopted(holder.get(), imageId, labels);
        }
        var container =
                new StoredContainer(
                        UUID.randomUUID().toString().replace("-", ""),
                        spec,
                        labels,
                        imageId,
                        List.of(spec.network()),
                        freeAddress(),
                        System.currentTimeMillis(),
                        StoredContainer.Life.NONE,
                        spec.restart());
        put(container);
        return container;
    }

    private static StoredContainer adopted(
            StoredContainer holder, String imageId, Map<String, String> labels) {
        var ours = new TreeMap<>(labels);
        ours.keySet().removeIf(key -> !key.startsWith(Labels.PREFIX));
        if (!holder.imageId().equals(imageId)
                || !holder.labels().entrySet().containsAll(ours.entrySet())) {
            throw HostProblems.nameTaken(holder.name(), "another container (" + holder.id() + ")");
        }
        return holder;
    }

    private String freeAddress() {
        var taken = all().stream().map(StoredContainer::bind).collect(Collectors.toSet());
        for (int host = 1; host <= LAST_OF_NETWORK; host++) {
            if (!taken.contains(net + host)) {
                return net + host;
            }
        }
        throw new IllegalStateException("no loopback address is left in " + net + "0/24");
    }

    Container described(StoredContainer container) {
        var image = container.spec().image();
        var labels = container.labels();
        var state = state(container);
        var published = new TreeMap<Integer, String>();
        if (state == State.RUNNING) {
            container
                    .spec()
                    .publish()
                    .keySet()
                    .forEach(port -> published.put(port, container.bind() + ":" + port));
        }
        return new Container(
                container.id(),
                container.name(),
                MlNodes.role(image, labels, state == State.RUNNING),
                state,
                image,
                container.imageId(),
                MlNodes.version(image, labels),
                Optional.of(container.bind() + ":" + MANAGEMENT_PORT),
                status(container, state),
                Instant.ofEpochMilli(container.createdAtMillis()),
                labels,
                container.networks(),
                published,
                Optional.of(container.bind() + ":" + MANAGEMENT_PORT));
    }

    /// Since when each process runs that was started, by id.
    Map<String, Instant> started() {
        return all().stream()
                .filter(StoredContainer::everStarted)
                .collect(
                        Collectors.toUnmodifiableMap(
                                StoredContainer::id,
                                one -> Instant.ofEpochMilli(one.life().startedAtMillis())));
    }

    private static State state(StoredContainer container) {
        if (!container.everStarted()) {
            return State.CREATED;
        }
        return Running.of(container).isPresent() ? State.RUNNING : State.EXITED;
    }

    private String status(StoredContainer container, State state) {
        return switch (state) {
            case CREATED -> "Created";
            case RUNNING -> "pid " + container.pid();
            default ->
                    Running.exit(folder(container), container.pid())
                            .map(code -> "Exited (" + code + ")")
                            .orElse("Exited");
        };
    }
}

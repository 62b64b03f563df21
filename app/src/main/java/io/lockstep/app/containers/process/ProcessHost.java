package io.lockstep.app.containers.process;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.EngineLayout;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.MlNodes;
import io.lockstep.engine.control.ControlTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Containers as plain processes of this machine, for a rehearsal where no Docker engine can be
/// had.
///
/// Everything lies under one folder and the processes outlive us, so whoever opens the folder again
/// sees the same host. Each container has a loopback address of its own and is told it as
/// `LOCKSTEP_BIND`; a port is reached there whatever host address the specification asks for, and
/// `published` says so. Restart policies are kept but nobody acts on them. Linux only: other
/// systems have a single loopback address.
public final class ProcessHost implements ContainerHost {
    private final ImageShelf images;
    private final ContainerShelf containers;
    private final NamedShelf networks;
    private final NamedShelf volumes;
    private final ProcessStart starting;

    private ProcessHost(Path root) {
        this.images = new ImageShelf(root);
        this.containers = new ContainerShelf(root);
        this.networks = new NamedShelf("network", root.resolve("networks"));
        this.volumes = new NamedShelf("volume", root.resolve("volumes"));
        this.starting = new ProcessStart(containers, images, volumes.shelf());
    }

    /// Opens the host that lies in that folder; keep its path short, sockets below it have one too.
    public static ProcessHost open(Path folder) {
        try {
            return new ProcessHost(Files.createDirectories(folder).toRealPath());
        } catch (IOException e) {
            throw HostProblems.problem(
                    "processes.folderUnusable",
                    "The folder " + folder + " cannot be used: " + e.getMessage() + ".",
                    "Nothing was changed.",
                    "Choose a folder that this user can write to.");
        }
    }

    @Override
    public String runtime() {
        return "processes";
    }

    @Override
    public HostContainers read() {
        var relevant =
                described(Map.of()).stream()
                        .filter(c -> MlNodes.relevant(c.image(), c.labels()))
                        .toList();
        var tagged =
                images.all().stream()
                        .filter(image -> !image.references().isEmpty())
                        .map(StoredImage::image)
                        .toList();
        return new HostContainers(
                runtime(),
                System.getProperty("os.version", ""),
                relevant,
                tagged,
                Map.of(),
                List.of(),
                Map.of(),
                containers.started(),
                List.of());
    }

    private List<Container> described(Map<String, String> labels) {
        return containers.all().stream()
                .filter(c -> c.labels().entrySet().containsAll(labels.entrySet()))
                .map(containers::described)
                .toList();
    }

    @Override
    public Optional<Image> image(String reference) {
        return images.find(reference).map(StoredImage::image);
    }

    @Override
    public Image load(Path archive) {
        return images.load(archive).image();
    }

    @Override
    public Image pull(String reference, Consumer<String> progress) {
        throw HostProblems.problem(
                "processes.noRegistry",
                "The image " + reference + " cannot be pulled without a Docker engine.",
                "Nothing was changed.",
                "Load it from an archive, or use a Docker engine.");
    }

    @Override
    public Container create(ContainerSpec spec) {
        var image = images.require(spec.image());
        requireNetwork(spec.network());
        spec.volumes().keySet().stream()
                .filter(volume -> !volume.startsWith("/") && !volumes.has(volume))
                .findFirst()
                .ifPresent(volume -> {
                    throw HostProblems.volumeMissing(volume);
                });
        var labels = Labels.defining(spec.labels(), spec);
        return containers.described(containers.create(spec, image.id(), labels));
    }

    @Override
    public Container cloneOf(String containerId, CloneChange change) {
        var image = images.require(change.image());
        var original = containers.require(containerId);
        var spec = Clones.spec(original, change);
        var labels = Labels.defining(spec.labels(), List.of(original.id(), change));
        var clone = containers.create(spec, image.id(), labels);
        original.networks().forEach(network -> containers.put(clone.connected(network)));
        return containers.described(containers.require(clone.id()));
    }

    @Override
    public void start(String containerId) {
        starting.start(containers.require(containerId));
    }

    @Override
    public void stop(String containerId, Duration grace) {
        containers.find(containerId).ifPresent(container -> Running.end(container, grace));
    }

    @Override
    public void remove(String containerId) {
        containers
                .find(containerId)
                .ifPresent(container -> {
                    if (Running.of(container).isPresent()) {
                        throw HostProblems.running(container.name());
                    }
                    containers.remove(container);
                });
    }

    @Override
    public void restartPolicy(String containerId, String policy) {
        containers.put(containers.require(containerId).restarting(policy));
    }

    @Override
    public void createNetwork(String name, Map<String, String> labels) {
        networks.create(name, labels);
    }

    @Override
    public Optional<String> gateway(String network) {
        requireNetwork(network);
        return Optional.of("127.0.0.1");
    }

    @Override
    public void connect(String containerId, String network, List<String> aliases) {
        requireNetwork(network);
        containers.put(containers.require(containerId).connected(network));
    }

    private void requireNetwork(String network) {
        if (!networks.has(network)) {
            throw HostProblems.networkMissing(network);
        }
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        volumes.create(name, labels);
    }

    @Override
    public Owned owned(Map<String, String> labels) {
        return new Owned(
                described(labels),
                images.labelled(labels).stream().map(StoredImage::image).toList(),
                networks.labelled(labels),
                volumes.labelled(labels));
    }

    @Override
    public long bytesFreedBy(String imageId) {
        return images.bytesFreedBy(images.require(imageId));
    }

    @Override
    public void removeImage(String imageId) {
        images.find(imageId)
                .ifPresent(image -> {
                    containers.all().stream()
                            .filter(container -> container.imageId().equals(image.id()))
                            .findFirst()
                            .ifPresent(user -> {
                                throw HostProblems.imageInUse(imageId, user.name());
                            });
                    images.remove(image);
                });
    }

    @Override
    public void removeNetwork(String name) {
        networks.remove(
                name,
                containers.all().stream()
                        .filter(c -> c.networks().contains(name) && Running.of(c).isPresent())
                        .map(StoredContainer::name)
                        .toList());
    }

    @Override
    public void removeVolume(String name) {
        volumes.remove(
                name,
                containers.all().stream()
                        .filter(c -> c.spec().volumes().containsKey(name))
                        .map(StoredContainer::name)
                        .toList());
    }

    @Override
    public List<String> log(String containerId, int lines) {
        var log = containers.folder(containers.require(containerId)).resolve("log");
        if (Files.notExists(log)) {
            return List.of();
        }
        try {
            var all = Files.readAllLines(log);
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ControlTransport control(String containerId) {
        var relay = starting.launch(containers.require(containerId)).with(EngineLayout.relay());
        return new ProcessTransport(relay);
    }

    /// The processes stay.
    @Override
    public void close() {}
}

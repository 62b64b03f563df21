package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.CloneDifference;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.engine.control.ControlTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A Docker engine, on this machine or another one.
public final class DockerHost implements ContainerHost {
    private final DockerApi api;
    private final DockerImages images;
    private final DockerNetworks networks;
    private final DockerVolumes volumes;
    private final DockerContainers containers;
    private final DockerStart starting;
    private final DockerPrograms programs;
    private final DockerWeights weights;
    private final DockerStock stock;

    private DockerHost(DockerApi api) {
        this.api = api;
        this.images = new DockerImages(api);
        this.networks = new DockerNetworks(api);
        this.volumes = new DockerVolumes(api);
        this.containers = new DockerContainers(api, images, networks, volumes);
        this.starting = new DockerStart(api, containers, networks);
        this.programs = new DockerPrograms(api);
        this.weights = new DockerWeights(api, containers);
        this.stock = new DockerStock(api);
    }

    /// Reaches the engine at that address; without one at `DOCKER_HOST` or the local socket.
    public static DockerHost open(Optional<String> address) {
        return new DockerHost(new DockerApi(DockerAddress.of(address)));
    }

    @Override
    public String runtime() {
        return "docker";
    }

    @Override
    public HostContainers read() {
        var version = api.get("/version").body().path("Version").asText("");
        var relevant = containers.relevant();
        return new HostContainers(
                runtime(),
                version,
                relevant,
                images.all(),
                containers.restartPolicies(relevant),
                List.of(),
                containers.unhealthy(relevant),
                containers.started(relevant),
                List.of());
    }

    @Override
    public List<NginxContainer> nginx() {
        return DockerNginx.all(api);
    }

    @Override
    public Optional<Image> image(String reference) {
        return images.find(reference);
    }

    @Override
    public Image load(Path archive) {
        return images.load(archive);
    }

    @Override
    public Image pull(String reference, Consumer<String> progress) {
        return images.pull(PullOrder.of(reference), progress);
    }

    @Override
    public Image pull(PullOrder order, Consumer<String> progress) {
        return images.pull(order, progress);
    }

    @Override
    public Map<String, Object> composeService(String containerId) {
        return containers.composeService(containerId);
    }

    @Override
    public Optional<Boolean> hasWeights(String containerId, String model) {
        return weights.has(containerId, model);
    }

    @Override
    public OptionalLong freeBytes() {
        return images.freeBytes();
    }

    @Override
    public Container create(ContainerSpec spec) {
        return containers.create(spec);
    }

    @Override
    public Container cloneOf(String containerId, CloneChange change) {
        return containers.cloneOf(containerId, change);
    }

    @Override
    public List<CloneDifference> cloneDifferences(String containerId, CloneChange change) {
        return containers.cloneDifferences(containerId, change);
    }

    @Override
    public void start(String containerId) {
        starting.start(containerId);
    }

    @Override
    public void stop(String containerId, Duration grace) {
        containers.stop(containerId, grace);
    }

    @Override
    public void remove(String containerId) {
        containers.remove(containerId);
    }

    @Override
    public void restartPolicy(String containerId, String policy) {
        containers.restartPolicy(containerId, policy);
    }

    @Override
    public void createNetwork(String name, Map<String, String> labels) {
        networks.create(name, labels);
    }

    @Override
    public Optional<String> gateway(String network) {
        return networks.gateway(network);
    }

    @Override
    public void connect(String containerId, String network, List<String> aliases) {
        networks.connect(containers.id(containerId), network, aliases);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        volumes.create(name, labels);
    }

    @Override
    public Holder hold(String name, Holder wanted) {
        return volumes.hold(name, wanted);
    }

    @Override
    public void release(String name) {
        volumes.remove(name);
    }

    @Override
    public Owned owned(Map<String, String> labels) {
        return new Owned(
                containers.labelled(labels),
                images.labelled(labels),
                networks.labelled(labels),
                volumes.labelled(labels));
    }

    @Override
    public long bytesFreedBy(String imageId) {
        return images.bytesFreedBy(imageId);
    }

    @Override
    public Optional<HostStock> stock() {
        return Optional.of(stock.read());
    }

    @Override
    public void removeBuilds(List<String> ids) {
        stock.removeBuilds(ids);
    }

    @Override
    public void removeImage(String imageId) {
        images.remove(imageId);
    }

    @Override
    public void removeNetwork(String name) {
        networks.remove(name);
    }

    @Override
    public void removeVolume(String name) {
        volumes.remove(name);
    }

    @Override
    public List<String> log(String containerId, int lines) {
        return containers.log(containerId, lines);
    }

    @Override
    public Optional<Executed> exec(String containerId, List<String> command, Duration deadline)
            throws InterruptedException {
        return programs.run(containerId, command, deadline);
    }

    @Override
    public Optional<List<Long>> processes(String containerId) {
        return Optional.of(programs.processes(containerId));
    }

    @Override
    public ControlTransport control(String containerId) {
        return new ExecTransport(api, containerId);
    }

    @Override
    public void close() {
        api.close();
    }
}

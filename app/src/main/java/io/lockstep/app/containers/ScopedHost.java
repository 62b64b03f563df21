package io.lockstep.app.containers;

import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.engine.control.ControlTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A part of a host: what is outside is not seen, and what is made carries the part's labels. It
/// keeps a rehearsal and the operator's own containers on one machine apart.
public final class ScopedHost implements ContainerHost {
    /// Everything a rehearsal makes carries it.
    public static final String REHEARSAL = Labels.PREFIX + "rehearsal";

    private final ContainerHost host;
    private final Map<String, String> labels;
    private final Predicate<Container> inside;

    private ScopedHost(
            ContainerHost host, Map<String, String> labels, Predicate<Container> inside) {
        this.host = host;
        this.labels = labels;
        this.inside = inside;
    }

    /// The host as a rehearsal sees it: its own things only.
    public static ScopedHost rehearsal(ContainerHost host) {
        return new ScopedHost(host, Map.of(REHEARSAL, "true"), ScopedHost::rehearsed);
    }

    /// What carries these labels, and nothing else.
    public static ScopedHost part(ContainerHost host, Map<String, String> labels) {
        return new ScopedHost(
                host,
                Map.copyOf(labels),
                c -> c.labels().entrySet().containsAll(labels.entrySet()));
    }

    /// The host as it really is: without what a rehearsal made.
    public static ScopedHost real(ContainerHost host) {
        return new ScopedHost(host, Map.of(), ScopedHost::real);
    }

    /// Whether a rehearsal made it.
    public static boolean rehearsed(Container container) {
        return container.labels().containsKey(REHEARSAL);
    }

    /// Whether it is the operator's own, not a rehearsal's.
    public static boolean real(Container container) {
        return !rehearsed(container);
    }

    @Override
    public String runtime() {
        return host.runtime();
    }

    @Override
    public HostContainers read() {
        var all = host.read();
        return new HostContainers(
                all.runtime(),
                all.version(),
                all.containers().stream().filter(inside).toList(),
                all.images(),
                all.restart(),
                all.weights(),
                all.unhealthy(),
                all.started(),
                all.fronts());
    }

    @Override
    public List<NginxContainer> nginx() {
        List<NginxContainer> within = new ArrayList<>();
        for (var nginx : host.nginx()) {
            if (within(nginx.labels())) {
                within.add(nginx);
            } else {
                nginx.close();
            }
        }
        return List.copyOf(within);
    }

    private boolean within(Map<String, String> found) {
        return labels.isEmpty()
                ? !found.containsKey(REHEARSAL)
                : found.entrySet().containsAll(labels.entrySet());
    }

    @Override
    public Optional<Image> image(String reference) {
        return host.image(reference);
    }

    @Override
    public Image load(Path archive) {
        return host.load(archive);
    }

    @Override
    public Image pull(String reference, Consumer<String> progress) {
        return host.pull(reference, progress);
    }

    @Override
    public Image pull(PullOrder order, Consumer<String> progress) {
        return host.pull(order, progress);
    }

    @Override
    public Map<String, Object> composeService(String containerId) {
        return host.composeService(containerId);
    }

    @Override
    public Optional<Boolean> hasWeights(String containerId, String model) {
        return host.hasWeights(containerId, model);
    }

    @Override
    public OptionalLong freeBytes() {
        return host.freeBytes();
    }

    @Override
    public Container create(ContainerSpec spec) {
        return host.create(
                new ContainerSpec(
                        spec.name(),
                        spec.image(),
                        spec.command(),
                        spec.environment(),
                        labelled(spec.labels()),
                        spec.network(),
                        spec.aliases(),
                        spec.publish(),
                        spec.volumes(),
                        spec.temporary(),
                        spec.readOnlyRoot(),
                        spec.restart()));
    }

    @Override
    public Container cloneOf(String containerId, CloneChange change) {
        return host.cloneOf(containerId, labelled(change));
    }

    @Override
    public List<CloneDifference> cloneDifferences(String containerId, CloneChange change) {
        return host.cloneDifferences(containerId, labelled(change));
    }

    private CloneChange labelled(CloneChange change) {
        return new CloneChange(
                change.name(),
                change.image(),
                labelled(change.labels()),
                change.environment(),
                change.aliases());
    }

    @Override
    public void start(String containerId) {
        host.start(containerId);
    }

    @Override
    public void stop(String containerId, Duration grace) {
        host.stop(containerId, grace);
    }

    @Override
    public void remove(String containerId) {
        host.remove(containerId);
    }

    @Override
    public void restartPolicy(String containerId, String policy) {
        host.restartPolicy(containerId, policy);
    }

    @Override
    public void createNetwork(String name, Map<String, String> labels) {
        host.createNetwork(name, labelled(labels));
    }

    @Override
    public Optional<String> gateway(String network) {
        return host.gateway(network);
    }

    @Override
    public void connect(String containerId, String network, List<String> aliases) {
        host.connect(containerId, network, aliases);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        host.createVolume(name, labelled(labels));
    }

    /// A rehearsal has its stage for itself.
    @Override
    public Holder hold(String name, Holder wanted) {
        return labels.isEmpty() ? host.hold(name, wanted) : wanted;
    }

    @Override
    public void release(String name) {
        if (labels.isEmpty()) {
            host.release(name);
        }
    }

    @Override
    public Owned owned(Map<String, String> labels) {
        return host.owned(labelled(labels));
    }

    @Override
    public long bytesFreedBy(String imageId) {
        return host.bytesFreedBy(imageId);
    }

    /// A rehearsal has no build cache: what lies there is somebody else's.
    @Override
    public Optional<HostStock> stock() {
        var own = labels.isEmpty();
        return host.stock()
                .map(all ->
                        all.labelled(
                                found -> found.containsKey(REHEARSAL) != own,
                                own ? all.builds() : List.of()));
    }

    @Override
    public void removeBuilds(List<String> ids) {
        host.removeBuilds(ids);
    }

    @Override
    public void removeImage(String imageId) {
        host.removeImage(imageId);
    }

    @Override
    public void removeNetwork(String name) {
        host.removeNetwork(name);
    }

    @Override
    public void removeVolume(String name) {
        host.removeVolume(name);
    }

    @Override
    public List<String> log(String containerId, int lines) {
        return host.log(containerId, lines);
    }

    @Override
    public Optional<Executed> exec(String containerId, List<String> command, Duration deadline)
            throws InterruptedException {
        return host.exec(containerId, command, deadline);
    }

    @Override
    public Optional<List<Long>> processes(String containerId) {
        return host.processes(containerId);
    }

    @Override
    public ControlTransport control(String containerId) {
        return host.control(containerId);
    }

    @Override
    public void close() {
        host.close();
    }

    private Map<String, String> labelled(Map<String, String> own) {
        var all = new HashMap<>(own);
        all.putAll(labels);
        return Map.copyOf(all);
    }
}

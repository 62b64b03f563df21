package io.lockstep.app.fakes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.Container.State;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.containers.PullListener;
import io.lockstep.app.containers.PullView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.ControlTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A host whose containers live in a map. What is asked twice and may not be is refused.
public final class FakeContainerHost implements ContainerHost {
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Map<String, Image> registry = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private final TreeSet<String> volumes = new TreeSet<>();
    private final TreeSet<String> ending = new TreeSet<>();
    private final Map<String, String> printed = new HashMap<>();
    private final Map<String, String> policies = new HashMap<>();
    private final Map<String, Holder> held = new HashMap<>();
    private final Map<String, String> unhealthy = new HashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final List<Front> fronts = new ArrayList<>();
    private final List<FakeNginx> nginx = new ArrayList<>();
    private HostStock stock = HostStock.NOTHING;
    private boolean counts;

    /// An image on the host.
    public synchronized FakeContainerHost has(String reference) {
        images.put(reference, made(reference));
        return this;
    }

    private boolean pullsForEver;

    /// An image that can be pulled.
    public synchronized FakeContainerHost offers(String reference) {
        registry.put(reference, made(reference));
        return this;
    }

    /// A container that ends as soon as it is started.
    public synchronized void ends(String name) {
        ending.add(name);
    }

    public synchronized FakeContainerHost runs(
            String name, String image, Map<String, String> labels) {
        put(name, image, labels, State.RUNNING);
        return this;
    }

    /// The policy of a container that runs.
    public synchronized FakeContainerHost restarts(String name, String policy) {
        policies.put(named(name).orElseThrow().id(), policy);
        return this;
    }

    /// What every program inside that container prints; in others there is none.
    public synchronized void prints(String name, String text) {
        printed.put("id-" + name, text);
    }

    /// Everything that changed something, in order.
    public synchronized List<String> done() {
        return List.copyOf(done);
    }

    public synchronized List<String> names() {
        return containers.values().stream().map(Container::name).toList();
    }

    public synchronized Optional<Container> named(String name) {
        return containers.values().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    @Override
    public String runtime() {
        return "docker";
    }

    @Override
    public synchronized HostContainers read() {
        return new HostContainers(
                "docker",
                "20.10",
                List.copyOf(containers.values()),
                List.copyOf(images.values()),
                Map.copyOf(policies),
                List.of(),
                Map.copyOf(unhealthy),
                Map.copyOf(started),
                List.copyOf(fronts));
    }

    public synchronized void runs(FakeNginx one) {
        nginx.add(one);
    }

    @Override
    public synchronized List<NginxContainer> nginx() {
        return nginx.stream().map(FakeNginx::opened).toList();
    }

    /// That nginx stands before the containers, in the place of one of its name.
    public synchronized void before(Front front) {
        fronts.removeIf(one -> one.container().equals(front.container()));
        fronts.add(front);
    }

    /// The host calls that container unhealthy, and its last probe said this.
    public synchronized void sick(String name, String said) {
        unhealthy.put("id-" + name, said);
    }

    /// Since when that container runs; others since they were started or made.
    public synchronized void startedAt(String name, Instant at) {
        started.put("id-" + name, at);
    }

    public synchronized void well(String name) {
        unhealthy.remove("id-" + name);
    }

    /// The restart policy of that container; empty before anybody has set one.
    public synchronized Optional<String> policy(String name) {
        return named(name).map(container -> policies.get(container.id()));
    }

    @Override
    public synchronized Optional<Image> image(String reference) {
        return images.values().stream()
                .filter(i -> i.id().equals(reference) || i.references().contains(reference))
                .findFirst();
    }

    @Override
    public synchronized Image load(Path archive) {
        var reference = "mlnode:" + archive.getFileName().toString().replace(".tar", "");
        has(reference);
        done.add("load " + reference);
        return image(reference).orElseThrow();
    }

    @Override
    public synchronized Image pull(String reference, Consumer<String> progress) {
        var offered = registry.get(reference);
        if (offered == null) {
            throw problem("image.unknown", "No registry has %s.".formatted(reference));
        }
        progress.accept("layer 1 of 1");
        if (pullsForEver) {
            pullForEver(reference, progress);
        }
        images.put(reference, offered);
        done.add("pull " + reference);
        return offered;
    }

    private void pullForEver(String reference, Consumer<String> progress) {
        if (progress instanceof PullListener listener) {
            listener.pulled(
                    new PullView(
                            List.of(new PullView.Layer("abc", 1, 4, PullView.Phase.LOADING)),
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
        try {
            while (pullsForEver) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(
                    "docker.pullCancelled", "The pull of %s was cancelled.".formatted(reference));
        }
    }

    /// Pulls go on until they are cancelled.
    public synchronized void pullsForEver(boolean on) {
        pullsForEver = on;
        notifyAll();
    }

    @Override
    public synchronized Container create(ContainerSpec spec) {
        return named(spec.name())
                .orElseGet(() -> {
                    done.add("create " + spec.name());
                    return put(spec.name(), spec.image(), spec.labels(), State.CREATED);
                });
    }

    @Override
    public synchronized Container cloneOf(String containerId, CloneChange change) {
        var original = known(containerId);
        return named(change.name())
                .orElseGet(() -> {
                    done.add("create " + change.name());
                    var labels = new HashMap<>(change.labels());
                    labels.put("lockstep.restart", policies.getOrDefault(original.id(), "no"));
                    var made = put(change.name(), change.image(), labels, State.CREATED);
                    policies.put(made.id(), "no");
                    return made;
                });
    }

    @Override
    public synchronized void start(String containerId) {
        var container = known(containerId);
        if (!container.running()) {
            done.add("start " + container.name());
            started.put(containerId, Instant.now());
            set(container, ending.contains(container.name()) ? State.EXITED : State.RUNNING);
        }
    }

    @Override
    public synchronized void stop(String containerId, Duration grace) {
        var container = known(containerId);
        if (container.running()) {
            done.add("stop " + container.name());
            set(container, State.EXITED);
        }
    }

    @Override
    public synchronized void remove(String containerId) {
        var container = known(containerId);
        if (container.running()) {
            throw problem("containers.running", container.name() + " runs.");
        }
        done.add("remove " + container.name());
        containers.remove(containerId);
    }

    @Override
    public synchronized void restartPolicy(String containerId, String policy) {
        var container = known(containerId);
        if (policy.equals(policies.put(containerId, policy))) {
            return;
        }
        done.add("restart %s %s".formatted(container.name(), policy));
        var always = policies.values().stream().filter("always"::equals).count();
        if (always > 1) {
            throw new IllegalStateException("two containers restart always at one time");
        }
    }

    @Override
    public synchronized Holder hold(String name, Holder wanted) {
        return held.computeIfAbsent(name, _ -> wanted);
    }

    @Override
    public synchronized void release(String name) {
        held.remove(name);
    }

    @Override
    public void createNetwork(String name, Map<String, String> labels) {
        throw new UnsupportedOperationException("no act makes a network");
    }

    @Override
    public Optional<String> gateway(String network) {
        return Optional.empty();
    }

    @Override
    public void connect(String containerId, String network, List<String> aliases) {
        throw new UnsupportedOperationException("no act connects");
    }

    @Override
    public synchronized void createVolume(String name, Map<String, String> labels) {
        volumes.add(name);
    }

    @Override
    public synchronized Owned owned(Map<String, String> labels) {
        return new Owned(List.of(), List.of(), List.of(), List.copyOf(volumes));
    }

    @Override
    public synchronized long bytesFreedBy(String imageId) {
        return 7;
    }

    /// What takes room beside the containers and images of the host.
    public synchronized void stocks(HostStock found) {
        stock = found;
        counts = true;
    }

    /// Empty until a test says what there is; containers and images are those of the host.
    @Override
    public synchronized Optional<HostStock> stock() {
        return Optional.of(stock)
                .filter(_ -> counts)
                .map(found ->
                        new HostStock(
                                containers.values().stream()
                                        .map(c ->
                                                new HostStock.Box(
                                                        c.id(),
                                                        c.name(),
                                                        c.imageId(),
                                                        c.running(),
                                                        400,
                                                        c.labels()))
                                        .toList(),
                                images.values().stream().map(this::picture).toList(),
                                found.networks(),
                                found.volumes(),
                                found.builds()));
    }

    private HostStock.Picture picture(Image image) {
        return new HostStock.Picture(
                image.id(),
                image.references(),
                false,
                List.of(new HostStock.Layer("base", 5_000), new HostStock.Layer(image.id(), 1_000)),
                Map.of(),
                containers.values().stream()
                        .filter(c -> c.imageId().equals(image.id()))
                        .map(Container::name)
                        .toList());
    }

    @Override
    public synchronized void removeBuilds(List<String> ids) {
        done.add("remove builds " + ids);
        stock = new HostStock(List.of(), List.of(), stock.networks(), stock.volumes(), List.of());
    }

    @Override
    public synchronized void removeImage(String imageId) {
        var found = image(imageId).orElseThrow();
        done.add("remove image " + found.references().getFirst());
        images.values().remove(found);
    }

    @Override
    public synchronized void removeNetwork(String name) {
        done.add("remove network " + name);
        stock =
                new HostStock(
                        List.of(),
                        List.of(),
                        stock.networks().stream().filter(n -> !n.name().equals(name)).toList(),
                        stock.volumes(),
                        stock.builds());
    }

    @Override
    public synchronized void removeVolume(String name) {
        done.add("remove volume " + name);
        stock =
                new HostStock(
                        List.of(),
                        List.of(),
                        stock.networks(),
                        stock.volumes().stream().filter(v -> !v.name().equals(name)).toList(),
                        stock.builds());
    }

    @Override
    public List<String> log(String containerId, int lines) {
        return List.of("CUDA error: no kernel image for this device");
    }

    @Override
    public synchronized Optional<Executed> exec(
            String containerId, List<String> command, Duration deadline) {
        var _ = known(containerId);
        var text = printed.get(containerId);
        return Optional.of(text == null ? new Executed(127, "") : new Executed(0, text));
    }

    @Override
    public ControlTransport control(String containerId) {
        return () -> {
            throw new IOException("no engine listens in a fake");
        };
    }

    @Override
    public void close() {}

    private Container put(String name, String image, Map<String, String> labels, State state) {
        var container =
                new Container(
                        "id-" + name,
                        name,
                        role(labels),
                        state,
                        image,
                        "sha256:" + image,
                        version(image, labels),
                        Optional.of(name + ":8080"),
                        state.name(),
                        Instant.EPOCH,
                        labels,
                        List.of("join"),
                        Map.of());
        containers.put(container.id(), container);
        return container;
    }

    private void set(Container container, State state) {
        var _ = put(container.name(), container.image(), container.labels(), state);
    }

    private Container known(String id) {
        var container = containers.get(id);
        if (container == null) {
            throw problem("containers.missing", "There is no container %s.".formatted(id));
        }
        return container;
    }

    /// As a real host tells it: from the label, else from the tag of an MLNode.
    private static Optional<String> version(String image, Map<String, String> labels) {
        return Optional.ofNullable(labels.get("lockstep.version"))
                .or(() ->
                        image.startsWith("mlnode:")
                                ? Optional.of("v" + image.substring("mlnode:".length()))
                                : Optional.empty());
    }

    private static Role role(Map<String, String> labels) {
        return switch (labels.getOrDefault("lockstep.role", "")) {
            case "engine" -> Role.ENGINE;
            case "candidate" -> Role.CANDIDATE;
            default -> Role.INCUMBENT;
        };
    }

    private static Image made(String reference) {
        return new Image("sha256:" + reference, List.of(reference), 10_000);
    }

    private static ProblemException problem(String code, String what) {
        return new ProblemException(
                new Problem(code, what, "Nothing was changed.", "Look at the test."));
    }
}

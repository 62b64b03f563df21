package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHost.Owned;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.rehearsal.RehearsalReport.Cleanup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What stands on the host while a rehearsal plays: a network, the pretend GPU and the incumbent.
/// Setting it twice is setting it once; striking it leaves nothing that carries its label.
final class Stage {
    private static final String NETWORK = "lockstep-rehearsal";
    private static final String GPU = "lockstep-rehearsal-gpu";
    private static final String GPU_FOLDER = "/gpu";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ContainerHost host;
    private final Consumer<String> lines;

    /// @param host already narrowed to what rehearsals make
    Stage(ContainerHost host, Consumer<String> lines) {
        this.host = host;
        this.lines = lines;
    }

    /// The address of this machine on the stage's network, where there is one.
    Optional<String> network() {
        host.createNetwork(NETWORK, Map.of());
        return host.gateway(NETWORK);
    }

    /// Brings an MLNode that everybody takes for the operator's own.
    void incumbent(String version, Path archive) {
        lines.accept("Starting MLNode %s, the incumbent".formatted(version));
        var image = host.load(archive);
        host.createVolume(GPU, Map.of());
        var container = host.create(specification(version, image));
        host.start(container.id());
    }

    /// A `docker compose` project of an operator would run the same, with a real GPU.
    private static ContainerSpec specification(String version, Image image) {
        var name = "lockstep-rehearsal-mlnode-" + version;
        return new ContainerSpec(
                name,
                image.id(),
                List.of(),
                Map.of("HF_HOME", "/tmp/cache"),
                Map.of(Labels.ROLE, "incumbent", Labels.VERSION, version),
                NETWORK,
                List.of(name),
                Map.of(),
                Map.of(GPU, GPU_FOLDER),
                List.of("/tmp"),
                true,
                "unless-stopped");
    }

    /// Everything there is of any rehearsal on this host.
    Cleanup standing() {
        var owned = owned();
        return new Cleanup(
                owned.containers().stream().map(container -> container.name()).toList(),
                owned.images().stream().map(Stage::name).toList(),
                owned.networks(),
                owned.volumes(),
                0,
                List.of());
    }

    /// Removes all of it.
    ///
    /// @param freed hears how many bytes each image gave back, once it is gone
    void strike(LongConsumer freed) {
        var owned = owned();
        for (var container : owned.containers()) {
            lines.accept("Removing " + container.name());
            host.restartPolicy(container.id(), "no");
            host.stop(container.id(), GRACE);
            host.remove(container.id());
        }
        for (var image : owned.images()) {
            lines.accept("Removing the image " + name(image));
            var bytes = host.bytesFreedBy(image.id());
            host.removeImage(image.id());
            freed.accept(bytes);
        }
        owned.networks().forEach(host::removeNetwork);
        owned.volumes().forEach(host::removeVolume);
    }

    /// Names of whatever still carries the rehearsal's label.
    List<String> left() {
        var standing = standing();
        List<String> left = new ArrayList<>(standing.containers());
        left.addAll(standing.images());
        left.addAll(standing.networks());
        left.addAll(standing.volumes());
        return List.copyOf(left);
    }

    private Owned owned() {
        return host.owned(Map.of());
    }

    private static String name(Image image) {
        return image.references().stream().findFirst().orElse(image.id());
    }
}

package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.registry.ImagePull;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.containers.registry.PinnedImage;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Brings the candidate's image onto the host. What its tag leads to is looked up, pinned to its
/// digest and written into the journal before anything is loaded.
final class PullAct implements Act {
    private final World world;
    private final Goal goal;
    private final String reference;
    private Optional<PinnedImage> pinned = Optional.empty();

    /// @param reference of the image chosen for this host
    PullAct(World world, Goal goal, String reference) {
        this.world = world;
        this.goal = goal;
        this.reference = reference;
    }

    @Override
    public String intent() {
        return "bring %s onto the host".formatted(reference);
    }

    @Override
    public String detail() {
        if (archive().isEmpty() && world.host().image(reference).isEmpty()) {
            pinned = world.registry().map(registry -> registry.resolve(reference, _ -> {}));
        }
        return pinned.map(Details::of).orElse("");
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var host = world.host();
        if (host.image(reference).isPresent()) {
            return "%s is on the host".formatted(reference);
        }
        var file = archive();
        if (file.isPresent() || world.registry().isEmpty()) {
            requireNoSignature(file);
            World.need(host, reference, file.map(path -> () -> path), progress);
            return "%s is on the host".formatted(reference);
        }
        return "%s is on the host as %s"
                .formatted(reference, pull(host, world.registry().get(), progress).digest());
    }

    private PinnedImage pull(ContainerHost host, Registry registry, Consumer<String> progress) {
        var image = pinned.orElseGet(() -> registry.resolve(reference, progress));
        var _ = new ImagePull(host, registry, Patience.usual()).bring(image, progress);
        return image;
    }

    /// A file carries no signature, so with a key it cannot be trusted by itself.
    private void requireNoSignature(Optional<Path> file) {
        if (file.isPresent() && world.registry().filter(Registry::wantsSignature).isPresent()) {
            throw new ProblemException(
                    new Problem(
                            "image.unsigned",
                            "The file %s carries no signature, and a cosign key is set."
                                    .formatted(file.get().getFileName()),
                            "Nothing was loaded; the incumbent serves.",
                            "Take it out of the folder, or unset upgrade.cosign_key."));
        }
    }

    /// Named after the whole tag, else after the version alone.
    private Optional<Path> archive() {
        var version = ImageRule.tag(goal.upgrade().version());
        var tag = reference.substring(reference.lastIndexOf(':') + 1);
        return world.settings()
                .upgrade()
                .archives()
                .flatMap(folder ->
                        Stream.of(tag, version)
                                .map(name -> folder.resolve(name + ".tar"))
                                .filter(Files::isRegularFile)
                                .findFirst());
    }
}

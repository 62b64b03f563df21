package io.lockstep.app.containers.registry;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.PullListener;
import io.lockstep.app.containers.PullView;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// Brings an image from its registry onto a host: pinned, signed where that is asked for, with room
/// on the disk, pulled by digest, tried again where that can help, and proven to be what was
/// pinned. An interrupt cancels it; whatever ends it early leaves no image behind.
public final class ImagePull {
    /// Where another try may go better; a wrong digest or a full disk stays what it is.
    private static final Set<String> PASSING =
            Set.of("docker.pullRateLimited", "docker.pullFailed", "docker.unreachable");

    private final ContainerHost host;
    private final Registry registry;
    private final Patience patience;

    public ImagePull(ContainerHost host, Registry registry, Patience patience) {
        this.host = host;
        this.registry = registry;
        this.patience = patience;
    }

    public Image bring(String reference, Consumer<String> progress) {
        progress.accept("resolving " + reference);
        return bring(registry.resolve(reference, progress), progress);
    }

    /// Brings what was resolved before.
    public Image bring(PinnedImage image, Consumer<String> progress) {
        requireRoom(image, progress);
        for (int failures = 1; ; failures++) {
            try {
                return host.pull(registry.order(image), progress);
            } catch (ProblemException e) {
                if (!PASSING.contains(e.problem().code())
                        || patience.exhausted(failures, Duration.ZERO)) {
                    throw e;
                }
                pause(image, e, failures, progress);
            }
        }
    }

    private void requireRoom(PinnedImage image, Consumer<String> progress) {
        var free = host.freeBytes();
        if (progress instanceof PullListener listener) {
            listener.room(new PullView.Room(image.room(), free));
        }
        if (free.isPresent() && free.getAsLong() < image.room()) {
            throw RegistryProblems.noRoom(image.reference(), image.room(), free.getAsLong());
        }
    }

    private void pause(
            PinnedImage image, ProblemException e, int failures, Consumer<String> progress) {
        var pause = patience.pause(failures, Duration.ZERO);
        progress.accept("%s Next try in %s".formatted(e.problem().what(), Sizes.text(pause)));
        try {
            patience.sleeper().sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RegistryProblems.cancelled(image.reference());
        }
        if (e.problem().code().equals("docker.pullRateLimited")) {
            PinnedImage _ = registry.resolve(image.reference(), progress);
        }
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.containers.registry.ImagePull;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.session.Parts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Brings an image onto the host by its digest.
@Command(
        name = "pull",
        description = "Bring an image onto the host: resolved, checked, by its digest.",
        footer = {
            "",
            "Examples:",
            "  lockstep image pull v3.0.9",
            "  lockstep image pull ghcr.io/product-science/mlnode:3.0.9 --cosign-key cosign.pub",
            "",
            "Interrupting it ends the pull on the host, too. Progress goes to standard error."
        })
final class ImagePullCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final ImageFlags flags = new ImageFlags();

    ImagePullCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    /// @param id what the host calls it
    private record Done(String reference, String digest, String id, long bytes) {}

    @Override
    public Integer call() throws InterruptedException {
        var settings = flags.settings();
        var reference = flags.choice(parts, settings).reference();
        var registry = ImageFlags.registry(parts, settings);
        var image = registry.resolve(reference, terminal::complain);
        try (var host = parts.hosts().apply(settings.docker())) {
            var there =
                    new ImagePull(host, registry, Patience.usual())
                            .bring(image, terminal::complain);
            var done = new Done(reference, image.digest(), there.id(), there.bytes());
            terminal.say(
                    flags.json
                            ? RecordJson.of(done).toPrettyString()
                            : "%s is on the host as %s".formatted(reference, image.digest()));
        }
        return ExitCode.FINE;
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings an image onto a host that reaches no registry.
@Command(
        name = "load",
        description = "Bring an image onto the host from a file that docker save wrote.",
        footer = {"", "Example:", "  lockstep image load mlnode-3.0.9.tar"})
final class ImageLoadCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Parameters(paramLabel = "FILE", description = "as docker save writes it")
    private Path file = Path.of("");

    @Option(
            names = "--without-signature",
            description = "load it although upgrade.cosign_key is set and a file carries none")
    private boolean unsigned;

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    ImageLoadCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    private record Done(String id, List<String> references, long bytes) {}

    @Override
    public Integer call() {
        var settings = addresses.settings();
        if (settings.upgrade().images().cosignKey().isPresent() && !unsigned) {
            throw new ProblemException(
                    new Problem(
                            "image.unsigned",
                            "A file carries no signature, and upgrade.cosign_key is set.",
                            "Nothing was loaded.",
                            "Add --without-signature if you trust the file itself."));
        }
        try (var host = parts.hosts().apply(settings.docker())) {
            var image = host.load(file);
            var done = new Done(image.id(), image.references(), image.bytes());
            terminal.say(
                    json
                            ? RecordJson.of(done).toPrettyString()
                            : "%s is on the host as %s"
                                    .formatted(String.join(", ", done.references()), done.id()));
        }
        return ExitCode.FINE;
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.Reference;
import io.lockstep.app.containers.compose.ComposeProject;
import io.lockstep.app.containers.compose.SideBySide;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints a compose file with two versions side by side and a proxy pinned by digest.
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = "Print a docker-compose.yml with two versions side by side behind a proxy.",
        footer = {
            "",
            "Examples:",
            "  lockstep export compose > docker-compose.side-by-side.yml",
            "  lockstep export compose --container join-mlnode-308-1"
                    + " --image ghcr.io/product-science/mlnode:3.0.9",
            "",
            "Variables that may hold a secret refer to the shell's; no value of theirs is written."
        })
final class ExportComposeCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Incumbents incumbents = new Incumbents();

    @Option(
            names = "--proxy-image",
            paramLabel = "REFERENCE",
            defaultValue = "nginx:1.28.0",
            description = "image of the proxy, pinned to its digest; ${DEFAULT-VALUE} if not given")
    private String proxyImage = "";

    ExportComposeCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = incumbents.addresses.settings();
        try (var host = parts.hosts().apply(settings.docker())) {
            var found = incumbents.find(parts, settings, host);
            var incumbent = found.incumbent();
            var service =
                    ComposeProject.of(incumbent.labels())
                            .map(ComposeProject::service)
                            .orElse(incumbent.name());
            var file =
                    new SideBySide(
                            service,
                            host.composeService(incumbent.id()),
                            found.candidate().name().replace("lockstep-", ""),
                            pinned(host, settings, found.candidate().reference(), false),
                            pinned(host, settings, proxyImage, true));
            terminal.out().print(file.file());
            terminal.out().flush();
        }
        return ExitCode.FINE;
    }

    /// By what is on the host; the proxy, which must have one, else by its registry.
    private String pinned(ContainerHost host, Settings settings, String reference, boolean needed) {
        var name = new Reference(reference);
        if (name.digest().isPresent()) {
            return reference;
        }
        var known =
                host.image(reference).map(image -> image.references()).orElse(List.of()).stream()
                        .map(Reference::new)
                        .flatMap(one -> one.digest().stream())
                        .findFirst();
        return known.or(() -> needed ? asked(settings, reference) : Optional.empty())
                .map(digest -> reference + "@" + digest)
                .orElse(reference);
    }

    private Optional<String> asked(Settings settings, String reference) {
        return parts.registries()
                .apply(settings)
                .map(registry -> registry.resolve(reference, terminal::complain).digest());
    }
}

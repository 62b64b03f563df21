package io.lockstep.app.cli;

import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.containers.docker.DockerNginx;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.proxy.front.Backups;
import io.lockstep.app.proxy.front.Reach;
import io.lockstep.app.proxy.nginx.Adoption;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which nginx is meant and how it is reached; what every command on one has in common.
final class Fronts {
    @Mixin final Addresses addresses = new Addresses();

    @Option(
            names = "--reach",
            paramLabel = "URL",
            description =
                    "where its management port is reached from here, to see that it leads right")
    private Optional<URI> reach = Optional.empty();

    @Option(names = "--dry-run", description = "show the lines that would change; change nothing")
    boolean dryRun;

    @Option(names = "--json", description = "as JSON, for programs")
    boolean json;

    /// @param difference lines with `+` and `-`
    record Change(String container, boolean changed, String told, List<String> difference) {}

    NginxContainer open(String name) {
        return DockerNginx.open(addresses.settings().docker(), name);
    }

    AdoptedNginx read(NginxContainer nginx) {
        return AdoptedNginx.read(
                nginx, Backups.in(addresses.folders()), new Reach(reach, Reach.PATIENCE));
    }

    /// The one that was named, else the only one there is.
    String name(Optional<String> given) {
        if (given.isPresent()) {
            return given.get();
        }
        var found = DockerNginx.found(addresses.settings().docker());
        if (found.size() != 1) {
            throw new ProblemException(
                    new Problem(
                            "front.which",
                            found.isEmpty()
                                    ? "No container on this host looks like an nginx."
                                    : "More than one container looks like an nginx: %s."
                                            .formatted(String.join(", ", found)),
                            "Nothing was changed.",
                            "Name the one that stands before the MLNodes."));
        }
        return found.getFirst();
    }

    /// Changes it, or tells what would change.
    int change(String name, AdoptedNginx front, Adoption wanted, Terminal terminal)
            throws InterruptedException {
        var lines = front.difference(wanted);
        var told =
                dryRun
                        ? lines.isEmpty() ? "nothing would change" : "nothing was changed"
                        : front.change(wanted, json ? _ -> {} : terminal::say);
        if (json) {
            var change = new Change(name, !dryRun && !lines.isEmpty(), told, lines);
            terminal.say(RecordJson.of(change).toPrettyString());
            return ExitCode.FINE;
        }
        if (dryRun) {
            lines.forEach(terminal::say);
        }
        terminal.say(told);
        return ExitCode.FINE;
    }
}

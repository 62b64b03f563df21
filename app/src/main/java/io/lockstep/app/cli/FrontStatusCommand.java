package io.lockstep.app.cli;

import io.lockstep.app.containers.docker.DockerNginx;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says of each nginx what stands in front of the MLNodes, who leads, and what nginx cannot do.
@Command(
        name = "status",
        description = "Say which nginx stands before the MLNodes, where it leads and what it can.",
        footer = {
            "",
            "Examples:",
            "  lockstep front status",
            "  lockstep front status --docker ssh://ops@gpu-1 --json",
            "",
            "Nothing is changed."
        })
final class FrontStatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Fronts fronts = new Fronts();

    @Option(names = "--container", paramLabel = "NAME", description = "only this one")
    private Optional<String> container = Optional.empty();

    FrontStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param trouble why nothing else is known
    private record Front(
            String container,
            boolean adopted,
            Map<String, String> routes,
            Optional<String> otherwise,
            Optional<String> engine,
            List<String> cannot,
            Optional<String> trouble) {}

    @Override
    public Integer call() {
        var docker = fronts.addresses.settings().docker();
        var names = container.map(List::of).orElseGet(() -> DockerNginx.found(docker));
        var all = names.stream().map(this::front).toList();
        if (fronts.json) {
            terminal.say(RecordJson.of(new Report(all)).toPrettyString());
        } else if (all.isEmpty()) {
            terminal.say("No container on this host looks like an nginx.");
        } else {
            all.forEach(front -> lines(front).forEach(terminal::say));
        }
        return ExitCode.FINE;
    }

    private record Report(List<Front> fronts) {}

    private Front front(String name) {
        try (var nginx = fronts.open(name)) {
            var read = fronts.read(nginx);
            var adoption = read.adoption();
            return new Front(
                    name,
                    !adoption.nothing(),
                    read.routed(),
                    read.otherwise(),
                    adoption.engine(),
                    adoption.engine().isPresent() ? List.of() : AdoptedNginx.CANNOT,
                    Optional.empty());
        } catch (ProblemException e) {
            var said = e.problem().sentence();
            return new Front(
                    name,
                    false,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(said));
        }
    }

    private static List<String> lines(Front front) {
        List<String> lines = new ArrayList<>();
        if (front.trouble().isPresent()) {
            lines.add(front.container() + ": " + front.trouble().get());
            return lines;
        }
        lines.add(front.container() + (front.adopted() ? ", adopted" : ", not adopted"));
        front.engine().ifPresent(e -> lines.add("  hands everything to the engine " + e));
        front.routes()
                .forEach((version, host) -> lines.add("  /%s -> %s".formatted(version, host)));
        front.otherwise().ifPresent(host -> lines.add("  everything else -> " + host));
        front.cannot().forEach(one -> lines.add("  " + one));
        return lines;
    }
}

package io.lockstep.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives an operator's nginx the routes of the versions that run beside it.
@Command(
        name = "adopt",
        description = "Give an nginx in a container a route for each version that runs beside it.",
        footer = {
            "",
            "Examples:",
            "  lockstep front adopt join-inference-1 --dry-run",
            "  lockstep front adopt join-inference-1",
            "  lockstep front adopt ml-proxy --route v0.2.0=mlnode-020",
            "",
            "Its own text stays as it is; what is added stands between marks and is taken out by",
            "lockstep front restore. The files are kept before, nginx -t is asked in a throw-away",
            "copy, and a route that does not lead right is taken back at once."
        })
final class FrontAdoptCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Fronts fronts = new Fronts();

    @Parameters(arity = "0..1", paramLabel = "CONTAINER", description = "else the only nginx")
    private Optional<String> container = Optional.empty();

    @Option(
            names = "--route",
            paramLabel = "VERSION=HOST[:PORT]",
            description = "these instead of what runs beside it; the port else as its neighbour's")
    private Map<String, String> routes = new LinkedHashMap<>();

    FrontAdoptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var name = fronts.name(container);
        try (var nginx = fronts.open(name)) {
            var front = fronts.read(nginx);
            var wanted = routes.isEmpty() ? front.withNeighbours() : front.adoption().with(routes);
            return fronts.change(name, front, wanted, terminal);
        }
    }
}

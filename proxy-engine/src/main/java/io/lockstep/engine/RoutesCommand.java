package io.lockstep.engine;

import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.control.EngineJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows where a running engine sends requests, and how each upstream is.
@Command(
        name = "routes",
        description = "Shows routes and upstreams of a running engine, with a look at each.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        try (var engine = running.open()) {
            var routes = engine.routes();
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(EngineJson.of(routes));
            } else {
                lines(routes).forEach(out::println);
            }
            return 0;
        }
    }

    private static List<String> lines(EngineRoutes routes) {
        var lines = new ArrayList<String>();
        lines.add("Generation %d is in force.".formatted(routes.generation()));
        lines.add("");
        lines.addAll(Columns.aligned(routeRows(routes)));
        if (!routes.upstreams().isEmpty()) {
            lines.add("");
            lines.addAll(Columns.aligned(upstreamRows(routes)));
        }
        return lines;
    }

    private static List<List<String>> routeRows(EngineRoutes routes) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ROUTE", "REQUESTS"));
        routes.routes()
                .forEach(
                        route -> rows.add(List.of("/%s/".formatted(route.prefix()), route.does())));
        rows.add(List.of("default", routes.defaultRoute().orElse("is answered 404, none is set")));
        return rows;
    }

    private static List<List<String>> upstreamRows(EngineRoutes routes) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("UPSTREAM", "ADDRESS", "IN FLIGHT", "HEALTH"));
        for (var one : routes.upstreams()) {
            rows.add(
                    List.of(
                            one.name(),
                            one.url().toString(),
                            String.valueOf(one.inFlight()),
                            (one.healthy() ? "well: " : "NOT WELL: ") + one.says()));
        }
        return rows;
    }
}

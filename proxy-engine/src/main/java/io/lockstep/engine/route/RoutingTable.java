package io.lockstep.engine.route;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One generation of routes. Immutable; every upstream a route names is in it.
///
/// @param routes version prefix, without slashes, to what happens to its requests
/// @param defaultRoute takes what no prefix takes
public record RoutingTable(
        long generation,
        Map<String, URI> upstreams,
        Map<String, Disposition> routes,
        Optional<Disposition> defaultRoute) {

    public RoutingTable {
        upstreams = Map.copyOf(upstreams);
        routes = Map.copyOf(routes);
        for (var prefix : routes.keySet()) {
            if (!isPrefix(prefix)) {
                throw new ProblemException(
                        bad("The prefix %s cannot be a path segment.".formatted(prefix)));
            }
        }
        for (var address : upstreams.values()) {
            if (UpstreamAddress.of(address).or(() -> UpstreamAddress.ofTls(address)).isEmpty()) {
                throw new ProblemException(
                        bad(
                                "The upstream address %s is not http://HOST:PORT or https://HOST:PORT."
                                        .formatted(address)));
            }
        }
        routes.values().forEach(known(upstreams));
        defaultRoute.ifPresent(known(upstreams));
    }

    public static RoutingTable empty() {
        return new RoutingTable(0, Map.of(), Map.of(), Optional.empty());
    }

    public RoutingTable withUpstream(String name, URI address) {
        var changed = new HashMap<>(upstreams);
        changed.put(name, address);
        return new RoutingTable(generation, changed, routes, defaultRoute);
    }

    public RoutingTable withRoute(String prefix, Disposition disposition) {
        var changed = new HashMap<>(routes);
        changed.put(prefix, disposition);
        return new RoutingTable(generation, upstreams, changed, defaultRoute);
    }

    public RoutingTable withDefault(Disposition disposition) {
        return new RoutingTable(generation, upstreams, routes, Optional.of(disposition));
    }

    /// Removes the upstream and the route of that name.
    public RoutingTable without(String name) {
        var fewerUpstreams = new HashMap<>(upstreams);
        var fewerRoutes = new HashMap<>(routes);
        fewerUpstreams.remove(name);
        fewerRoutes.remove(name);
        return new RoutingTable(generation, fewerUpstreams, fewerRoutes, defaultRoute);
    }

    /// The same content under another number.
    public RoutingTable numbered(long number) {
        return new RoutingTable(number, upstreams, routes, defaultRoute);
    }

    /// Characters that mean themselves in a path, so that the bytes of a request can be compared.
    public static boolean isPrefix(String prefix) {
        return prefix.matches("[A-Za-z0-9._~-]{1,128}") && !prefix.matches("\\.{1,2}");
    }

    private static Consumer<Disposition> known(Map<String, URI> upstreams) {
        return disposition -> {
            var unknown =
                    disposition.upstreams().stream()
                            .filter(name -> !upstreams.containsKey(name))
                            .findFirst();
            if (unknown.isPresent()) {
                throw new ProblemException(
                        bad(
                                "A route names the upstream %s, which is unknown."
                                        .formatted(unknown.get())));
            }
        };
    }

    private static Problem bad(String what) {
        return new Problem(
                "engine.badTable",
                what,
                "The routes in force stay as they are.",
                "Correct the name or add the upstream first.");
    }
}

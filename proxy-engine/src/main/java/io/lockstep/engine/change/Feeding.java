package io.lockstep.engine.change;

import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Which upstreams a table sends requests to. Requests that wait are not sent.
public final class Feeding {
    private Feeding() {}

    /// Upstreams that get requests after a change which they did not get before, or elsewhere.
    static Map<String, URI> added(RoutingTable before, RoutingTable after) {
        var added = new TreeMap<String, URI>();
        after.routes()
                .forEach((prefix, route) ->
                        add(
                                added,
                                Optional.ofNullable(before.routes().get(prefix)),
                                route,
                                before,
                                after));
        after.defaultRoute()
                .ifPresent(route -> add(added, before.defaultRoute(), route, before, after));
        return added;
    }

    private static void add(
            Map<String, URI> added,
            Optional<Disposition> was,
            Disposition is,
            RoutingTable before,
            RoutingTable after) {
        for (var name : fed(is)) {
            var url = Objects.requireNonNull(after.upstreams().get(name));
            if (was.filter(is::equals).isEmpty() || !url.equals(before.upstreams().get(name))) {
                added.put(name, url);
            }
        }
    }

    /// The routes through which a version gets new requests, as a sentence names them.
    public static List<String> of(String version, RoutingTable table) {
        var through = new ArrayList<String>();
        table.defaultRoute()
                .filter(route -> fed(route).contains(version))
                .ifPresent(_ -> through.add("the default route"));
        new TreeMap<>(table.routes())
                .forEach((prefix, route) -> {
                    if (fed(route).contains(version)) {
                        through.add("/%s/".formatted(prefix));
                    }
                });
        return through;
    }

    private static List<String> fed(Disposition route) {
        return route instanceof Disposition.Hold ? List.of() : route.upstreams();
    }
}

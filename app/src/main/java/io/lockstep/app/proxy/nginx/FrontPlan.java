package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What an engine routes, or would: one table, and listeners that may each choose a port.
///
/// @param upstreams the address of each version
public record FrontPlan(
        List<Listen> listens,
        Map<String, UpstreamAddress> upstreams,
        Optional<UpstreamAddress> defaultRoute) {

    /// The two ports of an MLNode, each leading to its like.
    public static final List<Listen> TWO_PORTS =
            List.of(
                    Listen.plain("0.0.0.0", 8080, OptionalInt.of(8080)),
                    Listen.plain("0.0.0.0", 5000, OptionalInt.of(5000)));

    /// @param upstreams each `VERSION=URL`
    /// @param wanted a version among them, or a URL
    public static FrontPlan of(
            List<Listen> listens, List<String> upstreams, Optional<String> wanted) {
        var named = new LinkedHashMap<String, UpstreamAddress>();
        for (var upstream : upstreams) {
            var at = upstream.indexOf('=');
            if (at < 1) {
                throw bad("--upstream %s is not VERSION=URL.".formatted(upstream));
            }
            if (named.put(upstream.substring(0, at), address(upstream.substring(at + 1))) != null) {
                throw bad("--upstream names %s twice.".formatted(upstream.substring(0, at)));
            }
        }
        return new FrontPlan(
                listens,
                named,
                wanted.map(name -> named.containsKey(name) ? named.get(name) : address(name)));
    }

    /// The routes a running engine has; it does not tell which ports its listeners lead to.
    public static FrontPlan of(List<Listen> listens, EngineStatus engine) {
        var known = new LinkedHashMap<String, UpstreamAddress>();
        engine.upstreams().forEach(up -> known.put(up.name(), address(up.url().toString())));
        var routed = new LinkedHashMap<String, UpstreamAddress>();
        for (var route : engine.routes()) {
            routed.put(route.prefix(), found(known, route.upstream()));
        }
        return new FrontPlan(
                listens, routed, engine.defaultUpstream().map(name -> found(known, name)));
    }

    public Front front() {
        var listeners = new ArrayList<Front.Listener>();
        for (var listen : listens) {
            var routes =
                    upstreams.entrySet().stream()
                            .map(up ->
                                    new Front.Route(up.getKey(), at(listen, up.getValue()), true))
                            .toList();
            listeners.add(
                    new Front.Listener(
                            listen.host(),
                            listen.port(),
                            routes,
                            defaultRoute.map(to -> at(listen, to))));
        }
        return new Front(listeners, Front.Limits.ofEngine());
    }

    private static UpstreamAddress at(Listen listen, UpstreamAddress address) {
        return new UpstreamAddress(address.host(), listen.upstreamPort().orElse(address.port()));
    }

    private static UpstreamAddress found(Map<String, UpstreamAddress> known, String name) {
        var address = known.get(name);
        if (address == null) {
            throw bad("The engine routes to %s and does not say where that is.".formatted(name));
        }
        return address;
    }

    private static UpstreamAddress address(String url) {
        try {
            var address = UpstreamAddress.of(new URI(url));
            if (address.isPresent()) {
                return address.get();
            }
        } catch (URISyntaxException e) {
            throw bad("%s is neither a version given nor http://HOST:PORT.".formatted(url));
        }
        throw bad("%s is neither a version given nor http://HOST:PORT.".formatted(url));
    }

    private static ProblemException bad(String what) {
        return new ProblemException(
                new Problem("usage.front", what, "Nothing was written.", "Correct it."));
    }
}

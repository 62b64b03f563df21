package io.lockstep.app.proxy.nginx;

import io.lockstep.engine.route.UpstreamAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Collects the locations of one server that send a first segment, or everything else, to a place.
///
/// `location /v/` with `proxy_pass http://up/` takes the prefix away, with `http://up` it leaves
/// it. Anything else that nginx could be told is listed.
final class RouteTable {
    private static final Pattern PASS = Pattern.compile("http://(?<to>[^/$?#]+)(?<slash>/?)");

    private final List<Front.Route> routes = new ArrayList<>();
    private final Upstreams upstreams;
    private final List<Lost> lost;
    private Optional<UpstreamAddress> otherwise = Optional.empty();

    RouteTable(Upstreams upstreams, List<Lost> lost) {
        this.upstreams = upstreams;
        this.lost = lost;
    }

    Front.Listener behind(ListenWords listen) {
        return new Front.Listener(listen.host(), listen.port(), routes, otherwise);
    }

    /// Whether the location was understood; it is listed when not.
    boolean add(Directive location) {
        var decides = location.inside().stream().filter(Known::decidesTheRoute).findFirst();
        if (decides.isPresent()) {
            return nowhere(location)
                    || lose(
                            location,
                            "where it sends requests depends on " + decides.get().place());
        }
        var passes = location.inside().stream().filter(d -> d.is("proxy_pass")).toList();
        var fault = pathFault(location.words());
        if (fault.isEmpty() && passes.size() != 1) {
            fault = Optional.of("it does not pass requests on");
        }
        if (fault.isPresent()) {
            return lose(location, fault.get());
        }
        return pass(location, passes.getFirst());
    }

    /// The way to say that there is no default route.
    private boolean nowhere(Directive location) {
        return otherwise.isEmpty()
                && location.shown().equals("location /")
                && location.inside().size() == 1
                && location.inside().getFirst().shown().equals("return 404");
    }

    private boolean pass(Directive location, Directive pass) {
        var found = PASS.matcher(pass.word().orElse(""));
        if (!found.matches()) {
            return lose(location, "%s leads to no plain http://HOST:PORT".formatted(pass.shown()));
        }
        var upstream = upstreams.named(found.group("to"));
        if (upstream.isEmpty()) {
            return lose(location, "the upstream %s is not understood".formatted(found.group("to")));
        }
        var path = location.words().getFirst();
        if (path.equals("/")) {
            return otherwise(location, upstream.get());
        }
        var prefix = path.substring(1, path.length() - 1);
        if (routes.stream().anyMatch(route -> route.prefix().equals(prefix))) {
            return lose(location, "a location before it has this path");
        }
        return routes.add(
                new Front.Route(prefix, upstream.get(), found.group("slash").equals("/")));
    }

    private boolean otherwise(Directive location, UpstreamAddress upstream) {
        if (otherwise.isPresent()) {
            return lose(location, "a location before it has this path");
        }
        otherwise = Optional.of(upstream);
        return true;
    }

    private static Optional<String> pathFault(List<String> words) {
        if (words.size() != 1 || !words.getFirst().startsWith("/")) {
            return Optional.of("it matches by more than a prefix");
        }
        var path = words.getFirst();
        if (path.equals("/")) {
            return Optional.empty();
        }
        if (!path.endsWith("/")) {
            return Optional.of("without a slash at its end it matches %sx too".formatted(path));
        }
        return Front.Route.routable(path.substring(1, path.length() - 1))
                ? Optional.empty()
                : Optional.of("the engine routes by the first segment of a path");
    }

    private boolean lose(Directive location, String loss) {
        lost.add(Lost.of(location, loss));
        return false;
    }
}

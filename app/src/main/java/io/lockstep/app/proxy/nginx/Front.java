package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.UpstreamAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What stands in front of MLNodes, whoever does it: listeners, and where each sends a request.
public record Front(List<Listener> listeners, Limits limits) {

    public Front {
        listeners = List.copyOf(listeners);
        var addresses = new HashSet<String>();
        for (var listener : listeners) {
            if (!addresses.add(listener.address())) {
                throw bad("Two listeners have the address %s.".formatted(listener.address()));
            }
        }
    }

    /// @param defaultRoute takes what no prefix takes, its path untouched
    public record Listener(
            String host, int port, List<Route> routes, Optional<UpstreamAddress> defaultRoute) {

        public Listener {
            routes = List.copyOf(routes);
            var prefixes = new HashSet<String>();
            for (var route : routes) {
                if (!prefixes.add(route.prefix())) {
                    throw bad("The prefix %s is routed twice.".formatted(route.prefix()));
                }
            }
        }

        /// As it stands before a path.
        public String address() {
            return new UpstreamAddress(host, port).host(port);
        }
    }

    /// @param prefix the first segment of a path, without slashes
    /// @param strip whether the upstream sees the path without it
    public record Route(String prefix, UpstreamAddress upstream, boolean strip) {

        public Route {
            if (!routable(prefix)) {
                throw bad("The prefix %s cannot be a path segment.".formatted(prefix));
            }
        }

        /// Characters that mean themselves in a path and in a configuration.
        static boolean routable(String prefix) {
            return prefix.matches("[A-Za-z0-9._~-]{1,128}") && !prefix.matches("\\.{1,2}");
        }
    }

    /// @param bodyBytes of one request; 0 for any
    /// @param send between two writes to the upstream
    /// @param read between two bytes from the upstream
    public record Limits(long bodyBytes, Duration connect, Duration send, Duration read) {

        /// What nginx does when its file says nothing.
        public static Limits ofNginx() {
            var minute = Duration.ofMinutes(1);
            return new Limits(1 << 20, minute, minute, minute);
        }

        /// What the engine does.
        public static Limits ofEngine() {
            var day = Duration.ofHours(24);
            return new Limits(0, Duration.ofSeconds(5), day, day);
        }
    }

    private static ProblemException bad(String what) {
        return new ProblemException(
                new Problem("usage.front", what, "Nothing was written.", "Correct it."));
    }
}

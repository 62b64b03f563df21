package io.lockstep.app.proxy.nginx;

import io.lockstep.app.proxy.nginx.Front.Listener;
import io.lockstep.app.proxy.nginx.Front.Route;
import io.lockstep.engine.route.UpstreamAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The flags of `engine run` that do what a front does, or why there are none.
///
/// @param arguments empty when there are misfits
public record EngineFlags(List<String> arguments, List<String> misfits) {
    private static final int MANAGEMENT = 8080;

    public EngineFlags {
        arguments = misfits.isEmpty() ? List.copyOf(arguments) : List.of();
        misfits = List.copyOf(misfits);
    }

    /// The engine has one table for all listeners, strips every prefix, and lets a listener choose
    /// the port at the upstream, but one port only.
    public static EngineFlags of(Front front) {
        if (front.listeners().isEmpty()) {
            return new EngineFlags(List.of(), List.of("No listener was understood."));
        }
        var base = base(front.listeners());
        if (places(base, UpstreamAddress::host).isEmpty()) {
            return new EngineFlags(List.of(), List.of("No route was understood."));
        }
        List<String> arguments = new ArrayList<>(List.of("run"));
        List<String> misfits = new ArrayList<>();
        for (var listener : front.listeners()) {
            arguments.addAll(List.of("--listen", listener.address() + port(listener, base)));
            misfit(listener, base).ifPresent(misfits::add);
        }
        for (var route : base.routes()) {
            arguments.add("--upstream");
            arguments.add(route.prefix() + "=" + url(route.upstream()));
        }
        base.defaultRoute()
                .ifPresent(to -> arguments.addAll(List.of("--default", named(base, to))));
        return new EngineFlags(arguments, misfits);
    }

    /// As one types it.
    public String command() {
        return arguments.stream()
                .map(word -> word.matches("[A-Za-z0-9._~:/=-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" ", "lockstep engine ", ""));
    }

    /// The upstreams' own ports are those of this listener: the MLNodes' management port, since the
    /// engine stops and starts MLNodes there.
    private static Listener base(List<Listener> listeners) {
        return listeners.stream()
                .filter(listener -> same(ports(listener)).filter(p -> p == MANAGEMENT).isPresent())
                .findFirst()
                .orElse(listeners.getFirst());
    }

    private static String port(Listener listener, Listener base) {
        return ports(listener).equals(ports(base))
                ? ""
                : same(ports(listener)).map("=%d"::formatted).orElse("");
    }

    private static Optional<String> misfit(Listener listener, Listener base) {
        var here = listener.address();
        if (listener.routes().stream().anyMatch(route -> !route.strip())) {
            return Optional.of(
                    "%s leaves a prefix on the path; the engine takes it away.".formatted(here));
        }
        if (!hosts(listener).equals(hosts(base))) {
            return Optional.of(
                    "%s and %s do not route alike; the engine has one table for all listeners."
                            .formatted(here, base.address()));
        }
        if (!ports(listener).equals(ports(base)) && same(ports(listener)).isEmpty()) {
            return Optional.of(
                    "%s leads to several ports; a listener of the engine leads to one."
                            .formatted(here));
        }
        var names = listener.routes().stream().map(Route::prefix).toList();
        return names.contains("default") && named(base, listener.defaultRoute()).contains("://")
                ? Optional.of("The engine needs the name default for the default route.")
                : Optional.empty();
    }

    private static Map<String, String> hosts(Listener listener) {
        return places(listener, UpstreamAddress::host);
    }

    private static Map<String, Integer> ports(Listener listener) {
        return places(listener, UpstreamAddress::port);
    }

    /// By prefix, the default route under `/`.
    private static <T> Map<String, T> places(Listener listener, Function<UpstreamAddress, T> part) {
        var places = new TreeMap<String, T>();
        listener.routes().forEach(r -> places.put(r.prefix(), part.apply(r.upstream())));
        listener.defaultRoute().ifPresent(to -> places.put("/", part.apply(to)));
        return places;
    }

    private static Optional<Integer> same(Map<String, Integer> ports) {
        var different = ports.values().stream().distinct().toList();
        return different.size() == 1 ? Optional.of(different.getFirst()) : Optional.empty();
    }

    private static String named(Listener base, Optional<UpstreamAddress> to) {
        return to.map(address -> named(base, address)).orElse("");
    }

    /// The version that is there, or the address where none is.
    private static String named(Listener base, UpstreamAddress to) {
        return base.routes().stream()
                .filter(route -> route.upstream().equals(to))
                .map(Route::prefix)
                .findFirst()
                .orElseGet(() -> url(to));
    }

    private static String url(UpstreamAddress address) {
        return "http://" + address.host(address.port());
    }
}

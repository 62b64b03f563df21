package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Lockstep makes of an nginx that was there before it. It is written into the file's first
/// line, so that any console can read it and take it out again.
///
/// @param routes the host of each version that is led to by its prefix, with a port where it is not
///   the one that the listener leads to anyway
/// @param otherwise the host that takes every other request; empty leaves that to the operator
/// @param engine the host of the engine that gets every request instead, prefixes and all
public record Adoption(
        Map<String, String> routes, Optional<String> otherwise, Optional<String> engine) {
    public static final Adoption NOTHING =
            new Adoption(Map.of(), Optional.empty(), Optional.empty());

    private static final String HEAD = "# lockstep front:";
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9._-]{1,128}(:\\d{1,5})?");

    public Adoption {
        routes = Map.copyOf(routes);
        routes.forEach((version, place) -> {
            if (!Front.Route.routable(version)) {
                throw bad("The version %s cannot be a path segment.".formatted(version));
            }
            named(place);
        });
        otherwise.ifPresent(Adoption::named);
        engine.ifPresent(Adoption::named);
    }

    /// What a file's text says about itself; nothing where Lockstep wrote none of it.
    static Optional<Adoption> in(String text) {
        return text.lines().filter(line -> line.startsWith(HEAD)).findFirst().map(Adoption::read);
    }

    private static Adoption read(String line) {
        var routes = new TreeMap<String, String>();
        var others = new TreeMap<String, String>();
        Arrays.stream(line.substring(HEAD.length()).strip().split("\\s+", -1))
                .map(word -> word.split("=", 2))
                .filter(word -> word.length == 2)
                .forEach(word ->
                        (word[0].startsWith("/") ? routes : others)
                                .put(word[0].replace("/", ""), word[1]));
        return new Adoption(
                routes,
                Optional.ofNullable(others.get("default")),
                Optional.ofNullable(others.get("engine")));
    }

    /// The line that [#in] reads.
    String line() {
        return HEAD
                + new TreeMap<>(routes)
                        .entrySet().stream()
                                .map(route -> " /%s=%s".formatted(route.getKey(), route.getValue()))
                                .collect(Collectors.joining())
                + otherwise.map(" default=%s"::formatted).orElse("")
                + engine.map(" engine=%s"::formatted).orElse("");
    }

    /// A path at which only an nginx answers (204) that has read a configuration with this in it.
    public Optional<String> sign() {
        return nothing()
                ? Optional.empty()
                : Optional.of("/.lockstep/%08x".formatted(line().hashCode()));
    }

    public boolean nothing() {
        return equals(NOTHING);
    }

    /// With these routes, too.
    public Adoption with(Map<String, String> more) {
        var all = new TreeMap<>(routes);
        all.putAll(more);
        return new Adoption(all, otherwise, engine);
    }

    public Adoption without(String version) {
        var rest = new TreeMap<>(routes);
        rest.remove(version);
        return new Adoption(rest, otherwise, engine);
    }

    /// With that host for every request that no prefix takes.
    public Adoption leadingTo(String host) {
        return new Adoption(routes, Optional.of(host), engine);
    }

    /// With everything handed to an engine, or no longer.
    public Adoption through(Optional<String> host) {
        return new Adoption(routes, otherwise, host);
    }

    private static void named(String place) {
        if (!PLACE.matcher(place).matches()) {
            throw bad("%s is no HOST or HOST:PORT.".formatted(place));
        }
    }

    private static ProblemException bad(String what) {
        return new ProblemException(
                new Problem("usage.front", what, "Nothing was written.", "Correct it."));
    }
}

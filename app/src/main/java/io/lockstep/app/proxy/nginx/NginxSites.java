package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The servers of an nginx that stand before MLNodes, over all the files of its configuration, and
/// the one place where its text is edited.
///
/// A server counts when a location of it has a version as its path, or leads to a host that is
/// known as an MLNode. Everything else, whatever it is, is left as it stands.
public final class NginxSites {
    private static final Pattern VERSION = Pattern.compile("/(v\\d[A-Za-z0-9._-]*)/");
    private static final Pattern PASS = Pattern.compile("http://([^/$?#:]+)(:\\d+)?(/?)");
    private static final int HTTP = 80;
    private static final Set<Integer> ENGINE_PORTS = Set.of(8080, 5000);

    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> servers = new HashMap<>();
    private final List<Upstream> upstreams = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final Optional<Adoption> adoption;

    /// @param path the file it stands in
    private record Upstream(String path, String name, List<Directive> servers) {}

    /// @param path the file it stands in
    private record Site(String path, Directive server, List<Location> locations) {
        int port() {
            return main().map(Location::port).orElse(HTTP);
        }

        Optional<Location> main() {
            return at("/").or(() -> locations.stream().findFirst());
        }

        Optional<Location> at(String path) {
            return locations.stream().filter(l -> l.path().equals(path)).findFirst();
        }

        int listens() {
            return server.inside().stream()
                    .filter(d -> d.is("listen"))
                    .flatMap(d -> ListenWords.of(d).stream())
                    .map(ListenWords::port)
                    .findFirst()
                    .orElse(HTTP);
        }
    }

    /// @param host and port the true ones, behind an `upstream`
    private record Location(
            String path,
            Directive directive,
            Directive pass,
            String named,
            String host,
            int port,
            String slash) {
        Optional<String> version() {
            var found = VERSION.matcher(path);
            return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }

    /// Where one listener leads.
    ///
    /// @param port it listens at
    /// @param routes `HOST:PORT` by version
    public record Listener(int port, Map<String, String> routes, Optional<String> otherwise) {}

    /// @param files the texts by path
    /// @param known hosts that are MLNodes
    /// @throws ProblemException when a file is no configuration, or no server stands before MLNodes
    public NginxSites(Map<String, String> files, Set<String> known) {
        adoption = files.values().stream().flatMap(text -> Adoption.in(text).stream()).findFirst();
        files.forEach((path, text) -> this.files.put(path, NginxText.own(text)));
        var trees = new TreeMap<String, List<Directive>>();
        this.files.forEach((path, text) -> trees.put(path, NginxGrammar.read(text)));
        trees.forEach(this::upstreams);
        trees.forEach((path, tree) -> sites(path, tree, known));
        if (sites.isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "front.noMlNodes",
                            "No server of this nginx leads to an MLNode.",
                            "Nothing was changed.",
                            "Name the container of the nginx that stands before your MLNodes."));
        }
    }

    /// What Lockstep made of it; nothing where it is the operator's alone.
    public Adoption adoption() {
        return adoption.orElse(Adoption.NOTHING);
    }

    /// The operator's own texts, without anything of Lockstep.
    public Map<String, String> own() {
        return Map.copyOf(files);
    }

    /// Where the operator's own text leads, listener by listener.
    public List<Listener> listeners() {
        return sites.stream().map(NginxSites::listener).toList();
    }

    private static Listener listener(Site site) {
        var routes = new TreeMap<String, String>();
        site.locations()
                .forEach(l -> l.version().ifPresent(v -> routes.put(v, l.host() + ":" + l.port())));
        return new Listener(
                site.listens(),
                routes,
                site.at("/").map(location -> location.host() + ":" + location.port()));
    }

    /// The texts with that in them. The operator's own stays as it is, byte for byte.
    public Map<String, String> with(Adoption wanted) {
        if (wanted.nothing()) {
            return own();
        }
        if (wanted.engine().isPresent()) {
            enginePorts();
        }
        var edited = new TreeMap<String, String>();
        files.forEach((path, text) -> {
            var marks = new NginxText(text);
            sites.stream()
                    .filter(site -> site.path().equals(path))
                    .forEach(site -> edit(site, wanted, marks, text));
            upstreams.stream()
                    .filter(upstream -> upstream.path().equals(path))
                    .forEach(upstream -> left(upstream, wanted, marks));
            edited.put(path, marks.changed() ? marks.marked(wanted.line()) : text);
        });
        return edited;
    }

    private void edit(Site site, Adoption wanted, NginxText marks, String text) {
        for (var location : site.locations()) {
            var target = instead(site, location, wanted);
            target.ifPresent(to -> marks.instead(location.pass(), to));
        }
        var lines = new ArrayList<String>();
        wanted.sign().ifPresent(sign -> lines.add("location = %s { return 204; }".formatted(sign)));
        new TreeMap<>(wanted.routes())
                .forEach((version, host) -> {
                    if (site.at("/" + version + "/").isEmpty()) {
                        lines.addAll(location(site, "/" + version + "/", wanted, host, text));
                    }
                });
        marks.append(site.server(), lines);
    }

    /// An upstream that nothing leads to any more may name a container that is removed one day, and
    /// nginx does not start with a name that it cannot resolve: it gets the name that is used now.
    private void left(Upstream upstream, Adoption wanted, NginxText marks) {
        var instead = new ArrayList<Optional<String>>();
        for (var site : sites) {
            site.locations().stream()
                    .filter(location -> location.named().equals(upstream.name()))
                    .forEach(location -> instead.add(instead(site, location, wanted)));
        }
        if (!instead.isEmpty() && instead.stream().allMatch(Optional::isPresent)) {
            var place = instead.getFirst().orElseThrow().replaceFirst("http://([^/]*)/?", "$1");
            upstream.servers().forEach(server -> marks.instead(server, place));
        }
    }

    private static Optional<String> instead(Site site, Location location, Adoption wanted) {
        return wanted.engine().isPresent()
                ? Optional.of(engine(site, wanted))
                : own(location, wanted);
    }

    /// What a location of the operator's leads to instead, if to anything else.
    private static Optional<String> own(Location location, Adoption wanted) {
        var place =
                location.path().equals("/")
                        ? wanted.otherwise()
                        : location.version().map(wanted.routes()::get);
        return place.map(to -> at(to, location.port()))
                .filter(to -> !to.equals(location.host() + ":" + location.port()))
                .map(to -> "http://" + to + location.slash());
    }

    /// As the operator's own location beside it, but for where it leads.
    private static List<String> location(
            Site site, String path, Adoption wanted, String host, String text) {
        var target =
                wanted.engine().isPresent()
                        ? engine(site, wanted)
                        : "http://" + at(host, site.port()) + "/";
        var lines = new ArrayList<String>();
        lines.add("location %s {".formatted(path));
        lines.add("    proxy_pass %s;".formatted(target));
        site.main().stream()
                .flatMap(like -> like.directive().inside().stream())
                .filter(d -> !d.is("proxy_pass"))
                .map(d -> "    " + text.substring(d.from(), d.to()))
                .forEach(lines::add);
        lines.add("}");
        return lines;
    }

    private static String engine(Site site, Adoption wanted) {
        return "http://%s:%d".formatted(wanted.engine().orElseThrow(), site.port());
    }

    private static String at(String place, int port) {
        return place.contains(":") ? place : place + ":" + port;
    }

    /// The engine's two listeners lead to the same two ports of an MLNode.
    private void enginePorts() {
        sites.stream()
                .filter(site -> !ENGINE_PORTS.contains(site.port()))
                .findFirst()
                .ifPresent(site -> {
                    throw new ProblemException(
                            new Problem(
                                    "front.enginePorts",
                                    "The listener %d leads to port %d; the engine leads to 8080 and"
                                                    .formatted(site.listens(), site.port())
                                            + " 5000.",
                                    "Nothing was changed.",
                                    "Leave this nginx in front of the MLNodes itself."));
                });
    }

    private void upstreams(String path, List<Directive> tree) {
        for (var upstream : all(tree, "upstream")) {
            var name = String.join(" ", upstream.words());
            var places =
                    upstream.inside().stream()
                            .filter(d -> d.is("server") && !d.words().isEmpty())
                            .toList();
            places.stream()
                    .findFirst()
                    .ifPresent(server -> servers.put(name, server.words().getFirst()));
            upstreams.add(new Upstream(path, name, places));
        }
    }

    private void sites(String path, List<Directive> tree, Set<String> known) {
        for (var server : all(tree, "server")) {
            var locations =
                    server.inside().stream()
                            .filter(d -> d.is("location"))
                            .flatMap(location -> read(location).stream())
                            .toList();
            if (locations.stream().anyMatch(l -> counts(l, known))) {
                sites.add(new Site(path, server, locations));
            }
        }
    }

    private static boolean counts(Location location, Set<String> known) {
        return location.version().isPresent()
                || known.contains(location.host())
                || location.host().startsWith("mlnode");
    }

    /// A location that passes a version or everything else on, to a place that is plain.
    private Optional<Location> read(Directive location) {
        var passes = location.inside().stream().filter(d -> d.is("proxy_pass")).toList();
        var path = String.join(" ", location.words());
        var plain =
                location.inside().stream()
                        .allMatch(d -> d.block().isEmpty() && !Known.decidesTheRoute(d));
        if (!plain
                || passes.size() != 1
                || !(path.equals("/") || VERSION.matcher(path).matches())) {
            return Optional.empty();
        }
        var found = PASS.matcher(passes.getFirst().word().orElse(""));
        if (!found.matches()) {
            return Optional.empty();
        }
        var name = found.group(1);
        var port = Optional.ofNullable(found.group(2)).orElse("");
        var place = servers.getOrDefault(name, name + port);
        var colon = place.lastIndexOf(':');
        return Optional.of(
                new Location(
                        path,
                        location,
                        passes.getFirst(),
                        name,
                        colon < 0 ? place : place.substring(0, colon),
                        colon < 0 ? HTTP : Integer.parseInt(place.substring(colon + 1)),
                        found.group(3)));
    }

    /// At the top, and in `http`.
    private static Stream<Directive> stream(List<Directive> tree) {
        return tree.stream().flatMap(d -> d.is("http") ? d.inside().stream() : Stream.of(d));
    }

    private static List<Directive> all(List<Directive> tree, String name) {
        return stream(tree).filter(d -> d.is(name) && d.block().isPresent()).toList();
    }
}

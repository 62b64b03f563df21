package io.lockstep.app.proxy.front;

import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.containers.NginxContainer.Neighbour;
import io.lockstep.app.proxy.nginx.Adoption;
import io.lockstep.app.proxy.nginx.NginxSites;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Changes where an operator's own nginx leads, and nothing else of it.
///
/// A change is read, tested in a throw-away copy, backed up, written, reloaded and asked for
/// through the nginx itself. Whatever fails after the first byte was written puts the old files
/// back.
public final class AdoptedNginx implements AutoCloseable {
    /// What an nginx in front cannot do and the engine can.
    public static final List<String> CANNOT =
            List.of(
                    "nginx follows no chain: a cutover cannot be armed in it, so a running Lockstep"
                            + " must switch it at the height",
                    "nginx counts no requests by version: it cannot say when the older ones have"
                            + " drained",
                    "nginx holds and bridges nothing: while no version serves, requests fail");

    private final NginxContainer nginx;
    private final Backups backups;
    private final Reach reach;
    private final Map<String, String> before;
    private final NginxSites sites;

    private AdoptedNginx(
            NginxContainer nginx, Backups backups, Reach reach, Map<String, String> before) {
        this.nginx = nginx;
        this.backups = backups;
        this.reach = reach;
        this.before = before;
        this.sites = new NginxSites(before, names(nginx.neighbours()));
    }

    /// As it is now.
    public static AdoptedNginx read(NginxContainer nginx, Backups backups, Reach reach) {
        return new AdoptedNginx(nginx, backups, reach, nginx.files());
    }

    private static Set<String> names(List<Neighbour> neighbours) {
        var names = new TreeSet<String>();
        neighbours.forEach(neighbour -> names.addAll(neighbour.names()));
        return names;
    }

    public Adoption adoption() {
        return sites.adoption();
    }

    /// Where the operator's own text leads.
    public List<NginxSites.Listener> listeners() {
        return sites.listeners();
    }

    /// A route for each version that runs beside it, where it has none yet.
    public Adoption withNeighbours() {
        var missing = new TreeMap<String, String>();
        for (var node : nginx.neighbours()) {
            node.version()
                    .filter(_ -> node.running())
                    .filter(version -> !routedEverywhere(version))
                    .ifPresent(version -> missing.putIfAbsent(version, node.host()));
        }
        return adoption().with(missing);
    }

    private boolean routedEverywhere(String version) {
        return adoption().routes().containsKey(version)
                || listeners().stream().allMatch(l -> l.routes().containsKey(version));
    }

    /// The texts that would change.
    public Map<String, String> foreseen(Adoption wanted) {
        var changed = new TreeMap<>(sites.with(wanted));
        changed.values().removeIf(before::containsValue);
        return changed;
    }

    /// The lines of a file that come and go, each with `+` or `-`.
    public List<String> difference(Adoption wanted) {
        List<String> lines = new ArrayList<>();
        foreseen(wanted)
                .forEach((path, text) -> {
                    lines.add(path);
                    lines.addAll(LineDifference.of(before.getOrDefault(path, ""), text));
                });
        return lines;
    }

    /// @return what was done, in one sentence
    /// @throws ProblemException when it could not be; the old files are then in force
    public String change(Adoption wanted, Consumer<String> progress) throws InterruptedException {
        var files = foreseen(wanted);
        if (files.isEmpty()) {
            return "%s already leads so".formatted(nginx.name());
        }
        progress.accept("testing the new configuration in a copy of " + nginx.name());
        var fault = nginx.test(files);
        if (fault.isPresent()) {
            throw problem("front.refused", "nginx refuses the new configuration: " + fault.get());
        }
        var kept = backups.keep(nginx.name(), before);
        progress.accept("the files as they were are kept in " + kept);
        try {
            files.forEach(nginx::write);
            nginx.reload();
            prove(wanted, progress);
        } catch (ProblemException e) {
            throw restored(files, e);
        }
        return "%s serves %s".formatted(nginx.name(), told(wanted));
    }

    private ProblemException restored(Map<String, String> files, ProblemException cause) {
        before.forEach((path, text) -> {
            if (files.containsKey(path)) {
                nginx.write(path, text);
            }
        });
        nginx.reload();
        return new ProblemException(
                new Problem(
                        cause.problem().code(),
                        cause.problem().what(),
                        "The files as they were are in force again.",
                        cause.problem().remedy()),
                cause);
    }

    /// Each prefix, and what has none, asked for through the management port: at the other one a
    /// candidate does not answer before it has loaded its model.
    private void prove(Adoption wanted, Consumer<String> progress) throws InterruptedException {
        var url =
                reach.fixed()
                        .or(() -> nginx.reached(management().port()))
                        .orElseThrow(() ->
                                problem(
                                        "front.unreachable",
                                        "%s cannot be reached from here to see whether it leads right."
                                                .formatted(nginx.name())));
        progress.accept("waiting until nginx has read it");
        if (wanted.sign().isPresent()) {
            reach.sees(url, wanted.sign().get(), true);
        } else if (adoption().sign().isPresent()) {
            reach.sees(url, adoption().sign().get(), false);
        }
        for (var version : wanted.routes().keySet()) {
            progress.accept("asking %s/%s".formatted(url, version));
            reach.require(url, version);
        }
        if (otherwise().isPresent()) {
            reach.require(url, "");
        }
    }

    private NginxSites.Listener management() {
        return listeners().stream()
                .filter(listener ->
                        listener.otherwise().filter(o -> o.endsWith(":8080")).isPresent())
                .findFirst()
                .orElse(listeners().getFirst());
    }

    private static String told(Adoption wanted) {
        if (wanted.nothing()) {
            return "what its own files say";
        }
        var routes = new TreeSet<String>();
        wanted.routes()
                .forEach((version, host) -> routes.add("/%s from %s".formatted(version, host)));
        return String.join(", ", routes)
                + wanted.otherwise().map(", everything else from %s"::formatted).orElse("")
                + wanted.engine().map(", all through the engine %s"::formatted).orElse("");
    }

    private static ProblemException problem(String code, String what) {
        return new ProblemException(
                new Problem(
                        code,
                        what,
                        "Nothing was changed.",
                        "Correct what is named here, or give --reach URL where it is reached."));
    }

    /// The version whose container that host is, among those on its networks.
    public Optional<String> versionOf(String host) {
        var bare = host.replaceFirst(":\\d+$", "");
        return nginx.neighbours().stream()
                .filter(node -> node.names().contains(bare))
                .flatMap(node -> node.version().stream())
                .findFirst();
    }

    /// How nginx is to call the container of a version.
    public String hostOf(String version) {
        return nginx.neighbours().stream()
                .filter(node ->
                        node.running() && node.version().filter(version::equals).isPresent())
                .map(Neighbour::host)
                .findFirst()
                .orElseThrow(() ->
                        problem(
                                "front.noVersion",
                                "No running MLNode for %s is on a network of %s."
                                        .formatted(version, nginx.name())));
    }

    /// Every version that is led to by its prefix now, and by whom.
    public Map<String, String> routed() {
        var all = new TreeMap<String, String>();
        listeners().reversed().forEach(listener -> all.putAll(listener.routes()));
        all.replaceAll((_, place) -> place.replaceFirst(":\\d+$", ""));
        all.putAll(adoption().routes());
        return new TreeMap<>(all);
    }

    /// Whoever takes what no prefix takes.
    public Optional<String> otherwise() {
        return adoption()
                .otherwise()
                .or(() -> listeners().stream().flatMap(l -> l.otherwise().stream()).findFirst())
                .map(place -> place.replaceFirst(":\\d+$", ""));
    }

    @Override
    public void close() {
        nginx.close();
    }
}

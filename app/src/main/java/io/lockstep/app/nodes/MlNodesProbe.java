package io.lockstep.app.nodes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.nodes.NodesView.About;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.nodes.NodesView.Sight;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Asks each MLNode for itself twice at the same time: through the engine, as the API node does,
/// and past it.
final class MlNodesProbe {
    private static final int MANAGEMENT_PORT = 8080;
    private static final int INFERENCE_PORT = 5000;

    /// Versions come from the chain as free text.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~+-]{1,100}");

    private final Settings settings;
    private final MlNodeLook look;
    private final boolean here;

    /// @param here whether the containers run on this machine: an address of a container on another
    ///   one would lead to a stranger
    MlNodesProbe(Settings settings, JsonHttp http, boolean here) {
        this.settings = settings;
        this.look = new MlNodeLook(http);
        this.here = here;
    }

    private record Asked(String version, Future<Sight> proxied, Optional<Future<Sight>> direct) {}

    List<MlNode> read(EngineStatus engine, Snapshot now) throws InterruptedException {
        var base = settings.engine().open().or(() -> published(now)).or(() -> listener(engine));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Asked> asked = new ArrayList<>();
            for (var version : versions(engine)) {
                asked.add(
                        new Asked(
                                version,
                                threads.submit(() -> proxied(base, version, engine)),
                                container(version, now)
                                        .map(at -> threads.submit(() -> direct(at)))));
            }
            List<MlNode> nodes = new ArrayList<>();
            for (var one : asked) {
                nodes.add(node(one));
            }
            return List.copyOf(nodes);
        }
    }

    private static MlNode node(Asked asked) throws InterruptedException {
        var seen = got(asked.proxied());
        Optional<Sight> direct =
                asked.direct().isPresent()
                        ? Optional.of(got(asked.direct().get()))
                        : Optional.empty();
        return new MlNode(
                asked.version(),
                seen.state(),
                seen.serving(),
                seen.problem(),
                seen.about(),
                direct);
    }

    private static Sight got(Future<Sight> sight) throws InterruptedException {
        try {
            return sight.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look never fails", e);
        }
    }

    private Sight proxied(Optional<URI> base, String version, EngineStatus engine) {
        if (handingOver(engine)) {
            return unasked("not asked while the GPU changes hands");
        }
        if (base.isEmpty()) {
            return unasked("the engine publishes no port here");
        }
        if (!PATH.matcher(version).matches()) {
            return unasked("its name is none for an address");
        }
        var routed = engine.routes().stream().anyMatch(route -> route.prefix().equals(version));
        return look.at(routed ? AdminApi.under(base.get(), version) : base.get(), Optional.empty());
    }

    private Sight direct(URI at) {
        var inference =
                at.getPort() == MANAGEMENT_PORT
                        ? Optional.of(
                                URI.create("http://%s:%d".formatted(at.getHost(), INFERENCE_PORT)))
                        : Optional.<URI>empty();
        return look.at(at, inference);
    }

    /// A probe would be held with the requests of clients.
    private static boolean handingOver(EngineStatus engine) {
        return engine.cutover()
                .map(record -> record.phase())
                .filter(phase ->
                        phase != Phase.ARMED && phase != Phase.SERVING && phase != Phase.FELL_BACK)
                .isPresent();
    }

    private static List<String> versions(EngineStatus engine) {
        return Stream.concat(
                        engine.routes().stream().map(EngineStatus.Route::prefix),
                        engine.defaultUpstream().stream())
                .distinct()
                .toList();
    }

    private Optional<URI> container(String version, Snapshot now) {
        return now.containers().latest().filter(_ -> here).stream()
                .flatMap(host -> host.containers().stream())
                .filter(Container::running)
                .filter(one ->
                        one.role() == Container.Role.INCUMBENT
                                || one.role() == Container.Role.CANDIDATE)
                .filter(one -> one.version().filter(version::equals).isPresent())
                .flatMap(one ->
                        Optional.ofNullable(one.published().get(MANAGEMENT_PORT))
                                .map(MlNodesProbe::reachable)
                                .or(one::number)
                                .stream())
                .filter(address -> address.matches("[^/ @]+:[0-9]{1,5}"))
                .map(address -> URI.create("http://" + address))
                .findFirst();
    }

    private static Sight unasked(String why) {
        return new Sight("", Optional.empty(), false, Optional.of(why), About.NOTHING);
    }

    private static Optional<URI> published(Snapshot now) {
        return now.containers().latest().stream()
                .flatMap(host -> host.containers().stream())
                .filter(container -> container.role() == Container.Role.ENGINE)
                .filter(Container::running)
                .flatMap(container ->
                        Optional.ofNullable(container.published().get(MANAGEMENT_PORT)).stream())
                .map(address -> URI.create("http://" + reachable(address)))
                .findFirst();
    }

    /// An engine that is a process of this machine is reached at its first listener.
    private static Optional<URI> listener(EngineStatus engine) {
        return engine.listeners().stream()
                .map(listener -> listener.replaceFirst("[=,].*", ""))
                .filter(listener -> listener.matches("[^/ ]+:[0-9]+"))
                .map(listener -> URI.create("http://" + reachable(listener)))
                .findFirst();
    }

    private static String reachable(String address) {
        return address.replaceFirst("^(0\\.0\\.0\\.0|\\[::\\]):", "127.0.0.1:");
    }
}

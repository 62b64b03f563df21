package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.Container;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.Epoch;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Asks the API node, and each MLNode through the engine. Either half may fail alone; only when
/// nothing can be known at all is that a problem.
public final class NodesProbe {
    private static final int MANAGEMENT_PORT = 8080;

    private final Settings settings;
    private final JsonHttp http;
    private final Supplier<Snapshot> snapshot;

    public NodesProbe(Settings settings, JsonHttp http, Supplier<Snapshot> snapshot) {
        this.settings = settings;
        this.http = http;
        this.snapshot = snapshot;
    }

    public NodesView read() {
        var now = snapshot.get();
        var engine = now.proxy().live();
        var mlNodes = engine.map(status -> mlNodes(status, now)).orElse(List.of());
        try {
            return new NodesView(epoch(), apiNodes(), mlNodes);
        } catch (ProblemException e) {
            if (mlNodes.isEmpty()) {
                throw e;
            }
            return new NodesView(Optional.empty(), List.of(), mlNodes, Optional.of(e.problem()));
        }
    }

    private List<ApiNodeEntry> apiNodes() {
        var admin =
                settings.apiNode()
                        .admin()
                        .orElseThrow(() ->
                                new ProblemException(
                                        new Problem(
                                                "settings.no.dapi",
                                                "No address was given for the API node.",
                                                "Everything else is read.",
                                                "Give it with --dapi or in lockstep.toml.")));
        var address = under(admin, "admin/v1/nodes");
        return ApiNodeReader.nodes(admin, accepted(address, http.get(address)));
    }

    /// Without an epoch, or without a public address, nothing is known of PoC.
    private Optional<Epoch> epoch() {
        var open = settings.apiNode().open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            var answer = http.get(under(open.get(), "v1/epochs/latest"));
            return answer.status() == 200
                    ? Optional.of(ApiNodeReader.epoch(answer.body()))
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private List<MlNode> mlNodes(EngineStatus engine, Snapshot now) {
        var base = settings.engine().open().or(() -> published(now)).or(() -> listener(engine));
        List<MlNode> nodes = new ArrayList<>();
        for (var version : versions(engine)) {
            nodes.add(
                    handingOver(engine)
                            ? unasked(version, "not asked while the GPU changes hands")
                            : base.map(address -> mlNode(address, version, engine))
                                    .orElseGet(() ->
                                            unasked(version, "the engine publishes no port here")));
        }
        return List.copyOf(nodes);
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

    private MlNode mlNode(URI base, String version, EngineStatus engine) {
        var routed = engine.routes().stream().anyMatch(route -> route.prefix().equals(version));
        var node = routed ? under(base, version) : base;
        try {
            var answer = http.get(under(node, "api/v1/state"));
            var state = answer.body().path("state").asText("");
            return answer.status() == 200 && !state.isEmpty()
                    ? new MlNode(version, Optional.of(state), serves(state, node), Optional.empty())
                    : unasked(version, "answered status %d".formatted(answer.status()));
        } catch (ProblemException e) {
            return unasked(version, e.problem().what());
        }
    }

    /// A node in another state would only answer with an error, and that would count against it.
    private boolean serves(String state, URI node) {
        try {
            return state.equals("INFERENCE") && http.get(under(node, "v1/models")).status() == 200;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static MlNode unasked(String version, String why) {
        return new MlNode(version, Optional.empty(), false, Optional.of(why));
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

    private static JsonNode accepted(URI address, JsonHttp.Answer answer) {
        if (answer.status() == 200) {
            return answer.body();
        }
        throw new ProblemException(
                new Problem(
                        "dapi.refused",
                        "%s answered with status %d.".formatted(address, answer.status()),
                        "Everything else is read.",
                        "Check that it is the API node's admin address, port 9200."));
    }

    private static URI under(URI base, String path) {
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text : text + "/") + path);
    }
}

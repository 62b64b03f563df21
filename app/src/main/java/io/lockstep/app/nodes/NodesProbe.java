package io.lockstep.app.nodes;

import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks the API node, and each MLNode. Either half may fail alone; only when nothing can be known
/// at all is that a problem.
public final class NodesProbe {
    private final Settings settings;
    private final JsonHttp http;
    private final Supplier<Snapshot> snapshot;
    private final MlNodesProbe mlNodes;

    /// @param here whether the containers run on this machine
    public NodesProbe(Settings settings, JsonHttp http, Supplier<Snapshot> snapshot, boolean here) {
        this.settings = settings;
        this.http = http;
        this.snapshot = snapshot;
        this.mlNodes = new MlNodesProbe(settings, http, here);
    }

    /// Blocks for as long as the slowest of them takes to answer, some seconds at most.
    public NodesView read() throws InterruptedException {
        var now = snapshot.get();
        var engine = now.proxy().live();
        List<MlNode> seen = engine.isPresent() ? mlNodes.read(engine.get(), now) : List.of();
        try {
            return told(now, seen);
        } catch (ProblemException e) {
            if (seen.isEmpty()) {
                throw e;
            }
            return new NodesView(Optional.empty(), List.of(), seen, Optional.of(e.problem()));
        }
    }

    private NodesView told(Snapshot now, List<MlNode> seen) {
        var admin = new AdminApi(admin(settings), http);
        var epoch = epoch();
        var listeners = now.proxy().latest().map(EngineStatus::listeners).orElse(List.<String>of());
        var entries =
                ApiNodeReader.nodes(admin.address(), admin.nodes()).stream()
                        .map(entry -> reached(entry, now, listeners))
                        .toList();
        return new NodesView(
                epoch,
                entries,
                seen,
                Optional.empty(),
                Optional.of(api(admin, epoch, now.upgrades().latest())));
    }

    private static ApiNodeEntry reached(ApiNodeEntry entry, Snapshot now, List<String> listeners) {
        return entry.reached(Way.of(entry, now.containers().latest(), listeners));
    }

    static ApiNode api(AdminApi admin, Optional<Epoch> epoch, Optional<UpgradeView> schedule) {
        Optional<JsonHttp.Answer> status = upgradeStatus(admin);
        var code = status.map(JsonHttp.Answer::status);
        var confirmation = epoch.flatMap(Epoch::confirmation).isPresent();
        Optional<Generation> chain = schedule.map(UpgradeView::generation);
        var told = status.filter(answer -> answer.status() == 200).map(JsonHttp.Answer::body);
        return new ApiNode(
                ApiNode.detected(code, confirmation, chain),
                ApiNode.evidence(code, confirmation, chain),
                told.map(ApiNodeReader::upgrade).orElse(List.of()),
                told.map(body -> body.path("message").asText(""))
                        .filter(words -> !words.isEmpty()));
    }

    private static Optional<JsonHttp.Answer> upgradeStatus(AdminApi admin) {
        try {
            return Optional.of(admin.upgradeStatus());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    static URI admin(Settings settings) {
        return settings.apiNode()
                .admin()
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "settings.no.dapi",
                                        "No address was given for the API node.",
                                        "Everything else is read.",
                                        "Give it with --dapi or in lockstep.toml.")));
    }

    private Optional<Epoch> epoch() {
        return epoch(settings.apiNode().open(), http);
    }

    /// Without an epoch, or without a public address, nothing is known of PoC.
    static Optional<Epoch> epoch(Optional<URI> open, JsonHttp http) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            var answer = http.get(AdminApi.under(open.get(), "v1/epochs/latest"));
            return answer.status() == 200
                    ? Optional.of(ApiNodeReader.epoch(answer.body()))
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}

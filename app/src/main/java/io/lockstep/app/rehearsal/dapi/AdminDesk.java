package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// The admin side of the API node (fact sheet, section 4.7). A path that another method or
/// generation has answers 405 here, as recorded. On R0 it never answers again once it was asked for
/// an id that it does not know, as the real one.
final class AdminDesk implements Desk {
    private static final String NODES = "/admin/v1/nodes";
    private static final Pattern TOGGLE =
            Pattern.compile(Pattern.quote(NODES) + "/([^/]+)/(enable|disable)");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SimApiNode node;
    private final NodeJson nodes;
    private final boolean r2;
    private final Generation generation;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean frozen;
    private volatile boolean enabled = true;

    AdminDesk(SimApiNode node, ApiNodeConfig config) {
        this.node = node;
        this.nodes = new NodeJson(config.epochModels());
        this.generation = config.generation();
        this.r2 = generation == Generation.R2;
    }

    @Override
    public void answer(Call call) throws IOException, InterruptedException {
        if (frozen) {
            never.await();
        }
        var toggle = TOGGLE.matcher(call.path());
        var asked = call.method() + " " + call.path();
        if (asked.equals("GET " + NODES)) {
            call.answer(200, nodes.all(node.kept(), enabled, node.preserved()));
        } else if (call.method().equals("POST") && toggle.matches()) {
            toggle(call, toggle.group(1), toggle.group(2).equals("enable"));
        } else if (r2 && asked.equals("GET " + NODES + "/upgrade-status")) {
            upgradeStatus(call);
        } else if (r2 && asked.equals("POST " + NODES + "/version-status")) {
            versionStatus(call);
        } else if (asked.equals("POST " + NODES)
                || (r2 && asked.startsWith("PUT " + NODES + "/"))) {
            register(call);
        } else if (r2 && asked.equals("GET /admin/v1/config")) {
            call.answer(200, "ml_node_key_config", "a secret of the rehearsal");
        } else if (call.path().startsWith(NODES)) {
            call.answer(405, "message", "Method Not Allowed");
        } else {
            call.answer(404, "message", "Not Found");
        }
    }

    private void toggle(Call call, String id, boolean enable) throws IOException {
        if (node.kept().filter(kept -> kept.entry().id().equals(id)).isEmpty()) {
            call.answer(404, "error", "node not found: " + id);
            frozen = generation == Generation.R0;
            return;
        }
        enabled = enable;
        var message = "node " + (enable ? "enabled" : "disabled") + " successfully";
        call.answer(200, JSON.objectNode().put("message", message).put("node_id", id));
    }

    /// A model that is not approved is refused, with another status in each generation.
    private void register(Call call) throws IOException {
        var entry =
                call.json().flatMap(body -> node.kept().flatMap(k -> k.entry().registered(body)));
        if (entry.isEmpty()) {
            call.answer(r2 ? 400 : 500, "error", "error creating new node");
            return;
        }
        node.register(entry.get());
        call.answer(200, NodeJson.entry(entry.get()));
    }

    private void upgradeStatus(Call call) throws IOException {
        Optional<PartialUpgradeEntry> scheduled;
        try {
            scheduled = node.scheduled();
        } catch (ProblemException e) {
            call.answer(500, "error", e.problem().what());
            return;
        }
        if (scheduled.isEmpty()) {
            call.answer(200, "message", "No upgrade plan active");
        } else {
            call.answer(200, alive(scheduled.get().version()));
        }
    }

    private void versionStatus(Call call) throws IOException {
        var version = call.json().map(body -> body.path("version").asText()).orElse("");
        if (version.isEmpty()) {
            call.answer(400, "error", "version is required");
        } else {
            call.answer(200, alive(version));
        }
    }

    private ObjectNode alive(String version) {
        var body = JSON.objectNode();
        node.kept()
                .ifPresent(kept -> {
                    var answer = body.putObject(kept.entry().id());
                    try {
                        var status = kept.client().stateStatus("/" + version);
                        answer.put("is_alive", status == 200);
                        if (status != 200) {
                            answer.put("error", "unexpected status code: " + status);
                        }
                    } catch (IOException e) {
                        answer.put("is_alive", false).put("error", String.valueOf(e.getMessage()));
                    }
                });
        return body;
    }
}

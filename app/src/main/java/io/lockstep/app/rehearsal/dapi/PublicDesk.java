package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.time.Clock;

/// The public side of the API node (fact sheet, section 4.8).
final class PublicDesk implements Desk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SimApiNode node;
    private final EpochJson epochs;
    private final Clock clock;

    PublicDesk(SimApiNode node, EpochJson epochs, Clock clock) {
        this.node = node;
        this.epochs = epochs;
        this.clock = clock;
    }

    @Override
    public void answer(Call call) throws IOException {
        switch (call.path()) {
            case "/v1/status" -> call.answer(200, "status", "ok");
            case "/v1/versions" -> versions(call);
            case "/v1/epochs/latest" -> latest(call);
            default -> {
                if (call.path().startsWith("/v1/epochs/")) {
                    call.answer(400, "error", "unsupported epoch id");
                } else {
                    call.answer(404, "message", "Not Found");
                }
            }
        }
    }

    private void latest(Call call) throws IOException {
        try {
            call.answer(200, epochs.latest());
        } catch (ProblemException e) {
            call.answer(500, "error", e.problem().what());
        }
    }

    private void versions(Call call) throws IOException {
        var body = JSON.objectNode().put("timestamp", clock.instant().toString());
        body.putObject("api_version")
                .put("application_name", "decentralized-api")
                .put("version", "rehearsal")
                .put("commit", "");
        body.putObject("node_version")
                .put("application_name", "inferenced")
                .put("version", "rehearsal")
                .put("commit", "");
        if (node.generation() == Generation.R2) {
            var mlnodes = body.putArray("mlnodes");
            node.kept()
                    .ifPresent(kept ->
                            mlnodes.addObject()
                                    .put("node_id", kept.entry().id())
                                    .put("version", node.version())
                                    .put("poc_validation_inference", false));
        }
        call.answer(200, body);
    }
}

package io.lockstep.app.rehearsal.mlnode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.mlnode.Workload.Kind;
import io.lockstep.app.rehearsal.mlnode.Workload.Outcome;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import java.io.IOException;

/// The calls about proof of compute and training: their states are real, their work is not.
final class Work {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Workload workload;
    private volatile String phase = "IDLE";

    Work(Workload workload) {
        this.workload = workload;
    }

    void addTo(Routes routes, Management management) {
        var pow = "/api/v1/pow";
        routes.get(pow + "/status", management.alone(Kind.POW, this::status))
                .post(pow + "/init", management.alone(Kind.POW, begin("IDLE", false)))
                .post(pow + "/init/generate", management.alone(Kind.POW, begin("GENERATING", true)))
                .post(
                        pow + "/init/validate",
                        management.alone(Kind.POW, begin("VALIDATING", false)))
                .post(pow + "/phase/generate", management.alone(Kind.POW, turnTo("GENERATING")))
                .post(pow + "/phase/validate", management.alone(Kind.POW, turnTo("VALIDATING")))
                .post(pow + "/validate", management.alone(Kind.POW, this::validate))
                .post(pow + "/stop", management.alone(Kind.POW, this::stop));
        var train = "/api/v1/train";
        routes.post(train + "/start", management.alone(Kind.TRAIN, this::train))
                .post(train + "/stop", management.alone(Kind.TRAIN, this::stopTraining))
                .get(train + "/status", management.alone(Kind.TRAIN, this::trainStatus));
    }

    private boolean runs() {
        return workload.service().kind() == Kind.POW;
    }

    private void status(Call call) throws IOException {
        call.answer(
                200,
                runs() ? powStatus(phase, true) : JSON.objectNode().put("status", "NOT_LOADED"));
    }

    private Desk begin(String phase, boolean named) {
        return call -> {
            var body = call.json().orElseGet(JSON::objectNode);
            if (named && !(body.hasNonNull("node_id") && body.hasNonNull("node_count"))) {
                call.answer(400, "detail", "Node ID and node count must be set");
                return;
            }
            switch (workload.begin(Kind.POW)) {
                case Outcome.Started _ -> {
                    this.phase = phase;
                    call.answer(200, withStatus("LOADING", false));
                }
                case Outcome.Busy(var detail) -> call.answer(409, "detail", detail);
                case Outcome.Failed(var message) -> call.answer(500, "detail", message);
            }
        };
    }

    private Desk turnTo(String phase) {
        return call -> {
            if (!runs()) {
                call.answer(400, "detail", "PoW is not running");
                return;
            }
            this.phase = phase;
            call.answer(200, withStatus(phase, true));
        };
    }

    private void validate(Call call) throws IOException {
        if (runs()) {
            call.answer(200, JSON.nullNode());
        } else {
            call.answer(400, "detail", "PoW is not running");
        }
    }

    private void stop(Call call) throws IOException, InterruptedException {
        var body = Management.ok();
        if (runs()) {
            workload.stop();
            body.set("pow_status", powStatus("STOPPED", false));
        } else {
            body.put("pow_status", "PoW is not running");
        }
        call.answer(200, body);
    }

    private void train(Call call) throws IOException, InterruptedException {
        switch (workload.begin(Kind.TRAIN)) {
            case Outcome.Started _ -> call.answer(200, "status", "Training started");
            case Outcome.Busy(var detail) -> call.answer(409, "detail", detail);
            case Outcome.Failed(var message) -> call.answer(500, "detail", message);
        }
    }

    private void stopTraining(Call call) throws IOException, InterruptedException {
        workload.stop();
        call.answer(200, "status", "Training stopped");
    }

    private void trainStatus(Call call) throws IOException {
        call.answer(200, JSON.objectNode().put("status", workload.service().kind() == Kind.TRAIN));
    }

    private static ObjectNode withStatus(String phase, boolean loaded) {
        var body = Management.ok();
        body.set("pow_status", powStatus(phase, loaded));
        return body;
    }

    private static ObjectNode powStatus(String phase, boolean loaded) {
        return JSON.objectNode().put("status", phase).put("is_model_initialized", loaded);
    }
}

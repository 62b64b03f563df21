package io.lockstep.app.rehearsal.mlnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.app.rehearsal.mlnode.Workload.Kind;
import io.lockstep.app.rehearsal.mlnode.Workload.Outcome;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import java.io.IOException;
import java.util.Optional;

/// The calls under `/api/v1` about states and inference (fact sheet, section 5.3).
final class Management {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int GPU_MEGABYTES = 81_559;

    private final MlNodeConfig config;
    private final Workload workload;
    private volatile String upStatus = "idle";
    private volatile String upError = "";

    Management(MlNodeConfig config, Workload workload) {
        this.config = config;
        this.workload = workload;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/state", this::state)
                .post("/api/v1/stop", this::stop)
                .post("/api/v1/inference/up", alone(Kind.INFERENCE, this::up))
                .post("/api/v1/inference/down", alone(Kind.INFERENCE, this::stop));
        if (config.flavour() == Flavour.R2) {
            routes.post("/api/v1/inference/up/async", alone(Kind.INFERENCE, this::upLater))
                    .get("/api/v1/inference/up/status", alone(Kind.INFERENCE, this::upStatus))
                    .get("/api/v1/gpu/devices", this::devices)
                    .get("/api/v1/gpu/driver", this::driver)
                    .get("/versions", this::versions)
                    .get("/api/v1/versions", this::versions);
        }
    }

    /// Refuses a call for one kind of service while another kind runs.
    Desk alone(Kind kind, Desk desk) {
        return call -> {
            var conflict = workload.conflict(kind);
            if (conflict.isPresent()) {
                call.answer(409, "detail", conflict.get());
            } else {
                desk.answer(call);
            }
        };
    }

    /// The body of most answers that went well.
    static ObjectNode ok() {
        return JSON.objectNode().put("status", "OK");
    }

    private void state(Call call) throws IOException {
        var service = workload.service();
        var body = JSON.objectNode().put("state", service.kind().name());
        if (config.flavour() == Flavour.R2) {
            body.put("version", config.version())
                    .put("poc_status", service.kind() == Kind.POW ? "GENERATING" : "IDLE")
                    .put("inference_healthy", service.ready())
                    .put("loaded_model", service.ready() ? service.model() : null);
        }
        call.answer(200, body);
    }

    private void stop(Call call) throws IOException, InterruptedException {
        workload.stop();
        call.answer(200, ok());
    }

    private void up(Call call) throws IOException, InterruptedException {
        var model = model(call);
        if (model.isEmpty()) {
            call.answer(422, missingModel());
            return;
        }
        switch (workload.bringUp(model.get())) {
            case Outcome.Started _ -> call.answer(200, ok());
            case Outcome.Busy(var detail) -> call.answer(409, "detail", detail);
            case Outcome.Failed(var message) -> failed(call, message);
        }
    }

    /// R0 tells of a failed load with status 200.
    private void failed(Call call, String message) throws IOException {
        if (config.flavour() == Flavour.R0) {
            call.answer(200, JSON.objectNode().put("status", "ERROR").put("message", message));
        } else {
            call.answer(500, "detail", message);
        }
    }

    private void upLater(Call call) throws IOException {
        var model = model(call);
        if (model.isEmpty()) {
            call.answer(422, missingModel());
            return;
        }
        upStatus = "starting";
        upError = "";
        Thread.ofVirtual().name("load " + model.get()).start(() -> load(model.get()));
        call.answer(
                200, JSON.objectNode().put("status", "starting").put("message", "Loading begins"));
    }

    private void load(String model) {
        try {
            switch (workload.bringUp(model)) {
                case Outcome.Started _ -> upStatus = "running";
                case Outcome.Busy(var detail) -> loadFailed(detail);
                case Outcome.Failed(var message) -> loadFailed(message);
            }
        } catch (IOException e) {
            loadFailed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loadFailed(String message) {
        upError = message;
        upStatus = "failed";
    }

    private void upStatus(Call call) throws IOException {
        var error = upError;
        call.answer(
                200,
                JSON.objectNode()
                        .put("status", upStatus)
                        .put("is_running", workload.serving().isPresent())
                        .put("error", error.isEmpty() ? null : error));
    }

    private void devices(Call call) throws IOException {
        var used = workload.gpuUsed() ? GPU_MEGABYTES / 10 * 9 : 4;
        var body = JSON.objectNode();
        body.putArray("devices")
                .addObject()
                .put("index", 0)
                .put("name", "Rehearsal GPU")
                .put("total_memory_mb", GPU_MEGABYTES)
                .put("used_memory_mb", used)
                .put("free_memory_mb", GPU_MEGABYTES - used)
                .put("utilization_percent", workload.serving().isPresent() ? 37 : 0)
                .put("temperature_c", 41)
                .put("is_available", true)
                .putNull("error_message");
        call.answer(200, body.put("count", 1));
    }

    private void driver(Call call) throws IOException {
        call.answer(
                200,
                JSON.objectNode()
                        .put("driver_version", "580.0")
                        .put("cuda_driver_version", "13.0"));
    }

    private void versions(Call call) throws IOException {
        call.answer(
                200, JSON.objectNode().put("mlnode", config.version()).put("vllm", "rehearsal"));
    }

    private static Optional<String> model(Call call) throws IOException {
        return call.json()
                .map(body -> body.path("model"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static ObjectNode missingModel() {
        var body = JSON.objectNode();
        var problem = body.putArray("detail").addObject();
        problem.put("type", "missing").put("msg", "Field required");
        problem.putArray("loc").add("body").add("model");
        return body;
    }
}

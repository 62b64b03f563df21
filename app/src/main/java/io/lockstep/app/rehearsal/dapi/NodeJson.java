package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.dapi.SimApiNode.Kept;
import java.util.Optional;

/// Writes the list of nodes with the keys of `GET /admin/v1/nodes`.
final class NodeJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long EPOCH = 72;
    private static final int INFERENCE_NUMBER = 1;
    private static final int POC_NUMBER = 2;

    private final boolean models;

    NodeJson(boolean models) {
        this.models = models;
    }

    /// @param preserved whether it must serve through the next PoC
    ArrayNode all(Optional<Kept> kept, boolean enabled, boolean preserved) {
        var all = JSON.arrayNode();
        kept.ifPresent(one -> {
            var element = all.addObject();
            element.set("node", entry(one.entry()));
            element.set("state", state(one, enabled, preserved));
        });
        return all;
    }

    /// As a registration echoes it.
    static ObjectNode entry(NodeEntry entry) {
        var node =
                JSON.objectNode()
                        .put("host", entry.inference().getHost())
                        .put("inference_segment", "")
                        .put("inference_port", entry.inference().getPort())
                        .put("poc_segment", "")
                        .put("poc_port", entry.management().getPort());
        var args = node.putObject("models").putObject(entry.model()).putArray("args");
        entry.args().forEach(args::add);
        return node.put("id", entry.id())
                .put("max_concurrent", 500)
                .put("node_num", 1)
                .putNull("hardware")
                .put("version", "");
    }

    private ObjectNode state(Kept kept, boolean enabled, boolean preserved) {
        var status = kept.keeper().status();
        var known = status.known();
        var intended = status.intended();
        var state =
                JSON.objectNode()
                        .put("intended_status", intended.status())
                        .put("current_status", known.current());
        if (status.reconciling()) {
            reconcileInfo(state, intended);
        }
        state.put("poc_intended_status", intended.pocStatus())
                .put("poc_current_status", known.poc())
                .put("lock_count", 0)
                .put("failure_reason", known.failure())
                .put("status_timestamp", status.at().toString());
        state.putObject("admin_state").put("enabled", enabled).put("epoch", EPOCH);
        epochModels(state, kept.entry(), preserved);
        return state;
    }

    private static void reconcileInfo(ObjectNode state, Duty intended) {
        state.putObject("reconcile_info")
                .put("status", intended.kind() == Duty.Kind.INFER ? INFERENCE_NUMBER : POC_NUMBER)
                .put("poc_status", intended.pocStatus())
                .put("training_task_id", 0);
    }

    private void epochModels(ObjectNode state, NodeEntry entry, boolean preserved) {
        var ofEpoch = state.putObject("epoch_models");
        var weights = state.putObject("epoch_ml_nodes");
        if (models) {
            var model =
                    ofEpoch.putObject(entry.model())
                            .put("proposed_by", "genesis")
                            .put("id", entry.model())
                            .put("units_of_compute_per_token", 100);
            entry.args().forEach(model.putArray("model_args")::add);
            weights.putObject(entry.model())
                    .put("node_id", entry.id())
                    .put("poc_weight", 812)
                    .putArray("timeslot_allocation")
                    .add(true)
                    .add(preserved);
        }
    }
}

package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.upgrade.Generation;
import java.net.URI;

/// Computes the heights of the epoch from what the chain says (fact sheet, section 2.7).
final class EpochJson {
    private static final String INFO = "/productscience/inference/inference/epoch_info";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiNodeConfig config;
    private final JsonHttp http;

    EpochJson(ApiNodeConfig config, JsonHttp http) {
        this.config = config;
        this.http = http;
    }

    ObjectNode latest() {
        var info = http.get(URI.create(config.rest() + INFO)).body();
        var height = Fields.number(info, "/block_height");
        var index = Fields.number(info, "/latest_epoch/index");
        var start = Fields.number(info, "/latest_epoch/poc_start_block_height");
        var params = Fields.at(info, "/params/epoch_params");
        var rules = Rules.of(params);
        var body = JSON.objectNode().put("block_height", height);
        body.putObject("latest_epoch").put("index", index).put("poc_start_block_height", start);
        body.put("phase", rules.phase(height - start));
        body.set("epoch_stages", rules.stages(index, start));
        body.set("next_epoch_stages", rules.stages(index + 1, start + rules.length()));
        body.set("epoch_params", numbers(params));
        if (config.generation() == Generation.R2) {
            body.put("is_confirmation_poc_active", false);
        }
        return body;
    }

    /// The API node writes plain numbers where the gateway writes strings.
    private static ObjectNode numbers(JsonNode params) {
        var plain = JSON.objectNode();
        for (var field : params.properties()) {
            plain.put(field.getKey(), field.getValue().asLong());
        }
        return plain;
    }

    /// Lengths in blocks.
    private record Rules(
            long length, long stage, long exchange, long delay, long validation, long validators) {

        static Rules of(JsonNode params) {
            return new Rules(
                    Fields.number(params, "/epoch_length"),
                    Fields.number(params, "/poc_stage_duration"),
                    Fields.number(params, "/poc_exchange_duration"),
                    Fields.number(params, "/poc_validation_delay"),
                    Fields.number(params, "/poc_validation_duration"),
                    params.path("set_new_validators_delay").asLong());
        }

        long validationStart() {
            return stage + delay;
        }

        long validationEnd() {
            return validationStart() + validation;
        }

        String phase(long offset) {
            if (offset < stage * 8 / 10) {
                return "PoCGenerate";
            } else if (offset < validationStart()) {
                return "PoCGenerateWindDown";
            } else if (offset < validationStart() + validation * 8 / 10) {
                return "PoCValidate";
            }
            return offset < validationEnd() ? "PoCValidateWindDown" : "Inference";
        }

        ObjectNode stages(long index, long start) {
            var setValidators = start + validationEnd() + validators;
            var stages =
                    JSON.objectNode()
                            .put("epoch_index", index)
                            .put("poc_start", start)
                            .put("poc_generation_wind_down", start + stage * 8 / 10)
                            .put("poc_generation_end", start + stage)
                            .put("poc_validation_start", start + validationStart())
                            .put(
                                    "poc_validation_wind_down",
                                    start + validationStart() + validation * 8 / 10)
                            .put("poc_validation_end", start + validationEnd())
                            .put("set_new_validators", setValidators)
                            .put("claim_money", setValidators + 1)
                            .put("inference_validation_cutoff", start + length)
                            .put("next_poc_start", start + length);
            window(stages, "poc_exchange_window", start + 1, start + stage + exchange);
            window(
                    stages,
                    "poc_validation_exchange_window",
                    start + validationStart() + 1,
                    setValidators);
            return stages;
        }

        private static void window(ObjectNode stages, String name, long start, long end) {
            stages.putObject(name).put("start", start).put("end", end);
        }
    }
}

package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.chain.http.Fields;

/// Where the phases of an epoch begin (fact sheet, section 2.7); lengths in blocks.
record EpochHeights(
        long length, long stage, long exchange, long delay, long validation, long validators) {

    static EpochHeights of(JsonNode params) {
        return new EpochHeights(
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

    /// What an MLNode does at a height. The first epoch has no proof of compute.
    Duty.Kind duty(long height) {
        var offset = height % length;
        if (height < length || offset >= validationEnd()) {
            return Duty.Kind.INFER;
        }
        return offset < stage ? Duty.Kind.GENERATE : Duty.Kind.VALIDATE;
    }

    /// Where the epoch of a height began.
    long start(long height) {
        return height - height % length;
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
                JsonNodeFactory.instance
                        .objectNode()
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

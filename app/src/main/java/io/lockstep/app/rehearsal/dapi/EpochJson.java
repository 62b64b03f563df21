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
    private static final String PARAMS = "/params/epoch_params";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiNodeConfig config;
    private final JsonHttp http;
    private volatile boolean confirming;

    EpochJson(ApiNodeConfig config, JsonHttp http) {
        this.config = config;
        this.http = http;
    }

    void confirming(boolean on) {
        confirming = on;
    }

    EpochHeights heights() {
        return EpochHeights.of(Fields.at(info(), PARAMS));
    }

    ObjectNode latest() {
        var info = info();
        var height = Fields.number(info, "/block_height");
        var index = Fields.number(info, "/latest_epoch/index");
        var start = Fields.number(info, "/latest_epoch/poc_start_block_height");
        var params = Fields.at(info, PARAMS);
        var rules = EpochHeights.of(params);
        var body = JSON.objectNode().put("block_height", height);
        body.putObject("latest_epoch").put("index", index).put("poc_start_block_height", start);
        body.put("phase", rules.phase(height - start));
        body.set("epoch_stages", rules.stages(index, start));
        body.set("next_epoch_stages", rules.stages(index + 1, start + rules.length()));
        body.set("epoch_params", numbers(params));
        if (config.generation() == Generation.R2) {
            body.put("is_confirmation_poc_active", confirming);
        }
        return body;
    }

    private JsonNode info() {
        return http.get(URI.create(config.rest() + INFO)).body();
    }

    /// The API node writes plain numbers where the gateway writes strings.
    private static ObjectNode numbers(JsonNode params) {
        var plain = JSON.objectNode();
        for (var field : params.properties()) {
            plain.put(field.getKey(), field.getValue().asLong());
        }
        return plain;
    }
}

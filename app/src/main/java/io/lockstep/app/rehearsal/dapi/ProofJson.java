package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The body that begins a proof of compute (fact sheet, section 5.3), with the numbers of mainnet.
final class ProofJson {
    private static final String PUBLIC_KEY = "02" + "ab".repeat(32);

    private ProofJson() {}

    static ObjectNode of(Duty duty) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("block_hash", duty.blockHash())
                        .put("block_height", duty.pocStart())
                        .put("public_key", PUBLIC_KEY)
                        .put("batch_size", 100)
                        .put("r_target", 1.4013564660458173)
                        .put("fraud_threshold", 1e-7);
        body.putObject("params")
                .put("dim", 1792)
                .put("n_layers", 64)
                .put("n_heads", 64)
                .put("n_kv_heads", 64)
                .put("vocab_size", 8196)
                .put("ffn_dim_multiplier", 10.0)
                .put("multiple_of", 8192)
                .put("norm_eps", 1e-5)
                .put("rope_theta", 10_000)
                .put("use_scaled_rope", false)
                .put("seq_len", 256);
        return body.put("node_id", 1)
                .put("node_count", 1)
                .put("url", "http://127.0.0.1:9100/v1/poc-batches");
    }
}

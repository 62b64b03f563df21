package io.lockstep.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;

/// One CometBFT RPC node over HTTP (fact sheet, section 1.3). Methods block for at most five
/// seconds for each request.
public final class RpcClient {
    private final URI rpc;
    private final JsonHttp http;

    public RpcClient(URI rpc, JsonHttp http) {
        this.rpc = rpc;
        this.http = http;
    }

    /// Seen height from `/status`, applied height from `/abci_info`: they part when a chain halts.
    public NodeStatus status() {
        var status = result("status");
        var applied = Fields.height(result("abci_info"), "/response/last_block_height");
        return new NodeStatus(
                Fields.text(status, "/node_info/network"),
                Fields.height(status, "/sync_info/latest_block_height"),
                Fields.text(status, "/sync_info/latest_block_hash"),
                applied,
                Fields.instant(status, "/sync_info/latest_block_time"),
                Fields.at(status, "/sync_info/catching_up").asBoolean());
    }

    private JsonNode result(String method) {
        var base = rpc.toString();
        var answer = http.get(URI.create((base.endsWith("/") ? base : base + "/") + method));
        var error = answer.body().at("/error/message");
        if (!error.isMissingNode() || answer.status() != 200) {
            throw new ProblemException(
                    new Problem(
                            "chain.refused",
                            "%s refused %s with status %d: %s."
                                    .formatted(rpc, method, answer.status(), error.asText("")),
                            "Its word does not count; nothing was changed.",
                            "Check that the address is a CometBFT RPC address, port 26657."));
        }
        return Fields.at(answer.body(), "/result");
    }
}

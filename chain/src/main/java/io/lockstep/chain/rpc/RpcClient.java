package io.lockstep.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One CometBFT RPC node over HTTP (fact sheet, section 1.3). Methods block for at most five
/// seconds for each request.
public final class RpcClient {
    /// A header or a status is a few KiB; fifty nodes that send pages without end must not fill the
    /// memory.
    private static final long ANSWER_LIMIT = 1L << 20;

    /// More than that no node gives at once.
    private static final int HEADERS = 20;

    private static final Pattern LOWEST = Pattern.compile("lowest height is ([0-9]{1,18})");

    private final URI rpc;
    private final JsonHttp http;

    public RpcClient(URI rpc, JsonHttp http) {
        this.rpc = rpc;
        this.http = http;
    }

    /// Seen height from `/status`, applied height from `/abci_info`: they part when a chain halts.
    public NodeStatus status() {
        return Fields.from(rpc, this::readStatus);
    }

    private NodeStatus readStatus() {
        var status = result("status");
        var applied = Fields.height(result("abci_info"), "/response/last_block_height");
        return new NodeStatus(
                Fields.text(status, "/node_info/network"),
                Fields.height(status, "/sync_info/latest_block_height"),
                Fields.text(status, "/sync_info/latest_block_hash"),
                applied,
                Fields.instant(status, "/sync_info/latest_block_time"),
                Fields.flag(status, "/sync_info/catching_up"));
    }

    /// The header of a past block. A height that the node no longer has is the problem
    /// `chain.pruned`.
    public BlockHeader header(long height) {
        return Fields.from(rpc, () -> readHeader(height));
    }

    private BlockHeader readHeader(long height) {
        return header(Fields.at(result("header?height=" + height), "/header"));
    }

    private static BlockHeader header(JsonNode header) {
        return new BlockHeader(
                Fields.text(header, "/chain_id"),
                Fields.height(header, "/height"),
                Fields.instant(header, "/time"));
    }

    /// The headers of a block and of up to nineteen before it, in one answer.
    public List<BlockHeader> headersUpTo(long height) {
        return Fields.from(rpc, () -> readHeaders(Math.max(1, height - HEADERS + 1), height));
    }

    private List<BlockHeader> readHeaders(long first, long last) {
        var answer = result("blockchain?minHeight=%d&maxHeight=%d".formatted(first, last));
        List<BlockHeader> headers = new ArrayList<>();
        Fields.list(answer, "/block_metas")
                .forEach(meta -> headers.add(header(Fields.at(meta, "/header"))));
        return List.copyOf(headers);
    }

    private JsonNode result(String method) {
        var base = rpc.toString();
        var address = URI.create((base.endsWith("/") ? base : base + "/") + method);
        var answer = http.get(address, ANSWER_LIMIT);
        var error = answer.body().at("/error");
        if (!error.isMissingNode() || answer.status() != 200) {
            throw new ProblemException(refused(method, answer.status(), error));
        }
        return Fields.at(answer.body(), "/result");
    }

    private Problem refused(String method, int status, JsonNode error) {
        var data = error.at("/data").asText("");
        var lowest = LOWEST.matcher(data);
        if (lowest.find()) {
            return new Problem(
                    "chain.pruned",
                    "%s no longer has what %s asks for: its lowest height is %s."
                            .formatted(rpc, method, lowest.group(1)),
                    "Newer heights are followed.",
                    "Ask a node that keeps all blocks.");
        }
        return new Problem(
                "chain.refused",
                "%s refused %s with status %d: %s."
                        .formatted(
                                rpc,
                                method,
                                status,
                                (error.at("/message").asText("") + " " + data).strip()),
                "Its word does not count; nothing was changed.",
                "Check that the address is a CometBFT RPC address, port 26657.");
    }
}

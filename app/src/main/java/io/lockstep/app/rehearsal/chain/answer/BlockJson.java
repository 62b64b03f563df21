package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.block.Block;
import io.lockstep.app.rehearsal.chain.block.BlockId;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Validator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Blocks as the RPC shows them (hex) and as the gateway does (base64).
final class BlockJson {
    private final Templates templates;

    BlockJson(Templates templates) {
        this.templates = templates;
    }

    JsonNode header(Block block) {
        return templates.fill(
                "header",
                header(block, hash -> hash, Times.trimmed(block.time()))
                        .and("lastBlockId", id(block.last()))
                        .map());
    }

    JsonNode id(BlockId id) {
        return templates.fill("block-id", Map.of("hash", id.hash(), "partsHash", id.partsHash()));
    }

    JsonNode block(NodeView view, Block block) {
        return templates.fill(
                "block",
                body(block)
                        .and("header", header(block))
                        .and("lastBlockId", id(block.last()))
                        .and(
                                "signatures",
                                signatures(
                                        "commit-signature",
                                        view,
                                        block,
                                        Validator::consensusAddress,
                                        Times.trimmed(block.time())))
                        .map());
    }

    /// The gateway's form of the same block, twice: the second names the proposer by its address.
    JsonNode restBlock(NodeView view, Block block) {
        var proposer =
                view.genesis().validators().stream()
                        .filter(v -> v.consensusAddress().equals(block.proposer()))
                        .findFirst()
                        .map(v -> Digest.bytes(v.consensusAddress()))
                        .map(bytes -> consensusAddress(bytes))
                        .orElse("");
        var out = templates.json().createObjectNode();
        out.set("block_id", restId(block.id()));
        out.set("block", restBody(view, block));
        var again = (ObjectNode) out.path("block").deepCopy();
        ((ObjectNode) again.path("header")).put("proposer_address", proposer);
        out.set("sdk_block", again);
        return out;
    }

    private JsonNode restBody(NodeView view, Block block) {
        var header =
                templates.fill(
                        "rest-header",
                        header(block, BlockJson::base64, block.time().toString())
                                .and("lastBlockId", restId(block.last()))
                                .map());
        return templates.fill(
                "block",
                body(block)
                        .and("header", header)
                        .and("lastBlockId", restId(block.last()))
                        .and(
                                "signatures",
                                signatures(
                                        "rest-commit-signature",
                                        view,
                                        block,
                                        v -> base64(v.consensusAddress()),
                                        block.time().toString()))
                        .map());
    }

    private JsonNode restId(BlockId id) {
        return templates.fill(
                "rest-block-id",
                Map.of("hash", base64(id.hash()), "partsHash", base64(id.partsHash())));
    }

    private static Values body(Block block) {
        return new Values().and("txs", block.txs()).and("lastHeight", block.height() - 1);
    }

    private static Values header(Block block, UnaryOperator<String> hash, String time) {
        return new Values()
                .and("chainId", block.chainId())
                .and("height", block.height())
                .and("time", time)
                .and("lastCommitHash", hash.apply(block.lastCommitHash()))
                .and("dataHash", hash.apply(block.dataHash()))
                .and("validatorsHash", hash.apply(block.validatorsHash()))
                .and("consensusHash", hash.apply(block.consensusHash()))
                .and("appHash", hash.apply(block.appHash()))
                .and("lastResultsHash", hash.apply(block.lastResultsHash()))
                .and("evidenceHash", hash.apply(Block.EMPTY))
                .and("proposer", hash.apply(block.proposer()));
    }

    private List<JsonNode> signatures(
            String shape,
            NodeView view,
            Block block,
            Function<Validator, String> address,
            String time) {
        if (block.last().hash().isEmpty()) {
            return List.of();
        }
        return view.genesis().validators().stream()
                .map(v ->
                        templates.fill(
                                shape,
                                Map.of(
                                        "address",
                                        address.apply(v),
                                        "time",
                                        time,
                                        "signature",
                                        signature(v, block))))
                .toList();
    }

    private static String signature(Validator validator, Block block) {
        return Base64.getEncoder()
                .encodeToString(
                        Digest.sha512("commit of " + validator.address() + block.last().hash()));
    }

    private static String consensusAddress(byte[] bytes) {
        return Bech32.encode("gonkavalcons", bytes);
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(Digest.bytes(hex));
    }
}

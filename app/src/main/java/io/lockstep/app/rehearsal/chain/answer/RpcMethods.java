package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.rehearsal.chain.block.Block;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The methods of the RPC. A halted node tells of the block it has stored and of the state it has
/// reached, which are not the same.
final class RpcMethods {
    static final Set<String> NAMES =
            Set.of(
                    "status",
                    "abci_info",
                    "health",
                    "header",
                    "block",
                    "block_results",
                    "validators",
                    "net_info",
                    "blockchain");
    private static final int MOST_METAS = 20;

    private final Templates templates;
    private final BlockJson blocks;
    private final EventJson events;

    RpcMethods(Templates templates) {
        this.templates = templates;
        this.blocks = new BlockJson(templates);
        this.events = new EventJson(templates);
    }

    /// @param arguments gives an argument by its name, as it was written
    JsonNode call(String method, Function<String, Optional<String>> arguments, NodeView view)
            throws RpcError {
        return switch (method) {
            case "status" -> status(view);
            case "abci_info" -> abciInfo(view);
            case "health" -> templates.json().createObjectNode();
            case "header" -> {
                var out = templates.json().createObjectNode();
                out.set("header", blocks.header(block(view, height(arguments, view))));
                yield out;
            }
            case "block" -> {
                var block = block(view, height(arguments, view));
                var out = templates.json().createObjectNode();
                out.set("block_id", blocks.id(block.id()));
                out.set("block", blocks.block(view, block));
                yield out;
            }
            case "block_results" -> blockResults(view, height(arguments, view));
            case "validators" -> validators(view, height(arguments, view));
            case "net_info" -> templates.fixed("net-info");
            case "blockchain" -> blockchain(view, arguments);
            default -> throw RpcError.unknownMethod();
        };
    }

    private JsonNode status(NodeView view) {
        var seen = view.seen();
        var earliest = view.earliest();
        var validator = view.genesis().validators().getFirst();
        return templates.fill(
                "status",
                NodeIdentity.of(view)
                        .and("hash", seen.id().hash())
                        .and("appHash", seen.appHash())
                        .and("height", seen.height())
                        .and("time", Times.trimmed(seen.time()))
                        .and("earliestHash", earliest.id().hash())
                        .and("earliestAppHash", earliest.appHash())
                        .and("earliestHeight", earliest.height())
                        .and("earliestTime", Times.trimmed(earliest.time()))
                        .and("catchingUp", view.catchingUp())
                        .and("validatorAddress", validator.consensusAddress())
                        .and(
                                "validatorKey",
                                Base64.getEncoder().encodeToString(validator.consensusKey()))
                        .and("votingPower", validator.power())
                        .map());
    }

    private JsonNode abciInfo(NodeView view) {
        var applied = view.applied();
        return templates.fill(
                "abci-info",
                Map.of("height", applied.height(), "appHash", base64(applied.appHash())));
    }

    private JsonNode blockResults(NodeView view, long height) throws RpcError {
        block(view, height);
        var applied =
                view.result(height)
                        .orElseThrow(() ->
                                RpcError.internal("could not find results for height #" + height));
        var results = applied.txs().stream().map(events::result).toList();
        return templates.fill(
                "block-results",
                new Values()
                        .and("height", height)
                        .and(
                                "txResults",
                                results.isEmpty() ? Optional.empty() : Optional.of(results))
                        .and("events", events.blockEvents(view, applied))
                        .and("consensusParams", templates.fixed("consensus-params"))
                        .and("appHash", base64(applied.appHash()))
                        .map());
    }

    private JsonNode validators(NodeView view, long height) {
        var all =
                view.genesis().validators().stream()
                        .map(v ->
                                templates.fill(
                                        "rpc-validator",
                                        Map.of(
                                                "address",
                                                v.consensusAddress(),
                                                "key",
                                                Base64.getEncoder()
                                                        .encodeToString(v.consensusKey()),
                                                "power",
                                                v.power())))
                        .toList();
        var out = templates.json().createObjectNode();
        out.put("block_height", Long.toString(height));
        out.putArray("validators").addAll(all);
        out.put("count", Integer.toString(all.size())).put("total", Integer.toString(all.size()));
        return out;
    }

    /// Newest first, at most twenty.
    private JsonNode blockchain(NodeView view, Function<String, Optional<String>> arguments)
            throws RpcError {
        long last = view.seen().height();
        long low = Math.max(number(arguments, "minHeight").orElse(1L), view.earliest().height());
        long high = number(arguments, "maxHeight").filter(h -> h > 0).orElse(last);
        long top = Math.min(high, last);
        if (low > top) {
            throw RpcError.internal(
                    "min height %d can't be greater than max height %d".formatted(low, top));
        }
        List<JsonNode> metas = new ArrayList<>();
        for (long h = top; h >= Math.max(low, top - MOST_METAS + 1); h--) {
            metas.add(meta(block(view, h)));
        }
        var out = templates.json().createObjectNode();
        out.put("last_height", Long.toString(last));
        out.putArray("block_metas").addAll(metas);
        return out;
    }

    private JsonNode meta(Block block) {
        var out = templates.json().createObjectNode();
        out.set("block_id", blocks.id(block.id()));
        out.put("block_size", Long.toString(block.size()));
        out.set("header", blocks.header(block));
        out.put("num_txs", Integer.toString(block.txs().size()));
        return out;
    }

    private static long height(Function<String, Optional<String>> arguments, NodeView view)
            throws RpcError {
        return number(arguments, "height").orElse(view.seen().height());
    }

    private static Optional<Long> number(Function<String, Optional<String>> arguments, String name)
            throws RpcError {
        var written = arguments.apply(name).filter(text -> !text.isEmpty());
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var text = written.get().replaceAll("^\"(.*)\"$", "$1");
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw RpcError.params(
                    "error converting http params to arguments: invalid 64-bit integer encoding"
                            + " \"%s\", expected string".formatted(text));
        }
    }

    private static Block block(NodeView view, long height) throws RpcError {
        if (height <= 0) {
            throw RpcError.internal("height must be greater than 0, but got " + height);
        }
        if (height > view.seen().height()) {
            throw RpcError.internal(
                    "height %d must be less than or equal to the current blockchain height %d"
                            .formatted(height, view.seen().height()));
        }
        return view.block(height)
                .orElseThrow(() ->
                        RpcError.internal(
                                "height %d is not available, lowest height is %d"
                                        .formatted(height, view.earliest().height())));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(Digest.bytes(hex));
    }
}

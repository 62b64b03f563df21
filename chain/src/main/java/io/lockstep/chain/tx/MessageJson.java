package io.lockstep.chain.tx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Writes messages as the JSON of transaction files: every field in its order, 64-bit numbers as
/// text.
final class MessageJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageJson() {}

    static ObjectNode of(Message message) {
        return switch (message) {
            case Message.SubmitProposal submit -> submit(submit);
            case Message.Vote(var id, var voter, var option, var metadata) ->
                    typed(TypeUrl.VOTE)
                            .put("proposal_id", Long.toString(id))
                            .put("voter", voter)
                            .put("option", option.onChain())
                            .put("metadata", metadata);
            case Message.VoteWeighted(var id, var voter, var options, var metadata) ->
                    typed(TypeUrl.VOTE_WEIGHTED)
                            .put("proposal_id", Long.toString(id))
                            .put("voter", voter)
                            .<ObjectNode>set("options", shares(options))
                            .put("metadata", metadata);
            case Message.Deposit(var id, var depositor, var amount) ->
                    typed(TypeUrl.DEPOSIT)
                            .put("proposal_id", Long.toString(id))
                            .put("depositor", depositor)
                            .set("amount", coins(amount));
            case Message.CancelProposal(var id, var proposer) ->
                    typed(TypeUrl.CANCEL_PROPOSAL)
                            .put("proposal_id", Long.toString(id))
                            .put("proposer", proposer);
            case Message.Exec(var grantee, var messages) -> {
                var list = JSON.arrayNode();
                messages.forEach(inner -> list.add(of(inner)));
                yield typed(TypeUrl.EXEC).put("grantee", grantee).set("msgs", list);
            }
        };
    }

    static ArrayNode coins(List<Coin> coins) {
        var list = JSON.arrayNode();
        coins.forEach(coin ->
                list.addObject()
                        .put("denom", coin.denom())
                        .put("amount", coin.amount().toString()));
        return list;
    }

    private static ObjectNode submit(Message.SubmitProposal submit) {
        var proposed = JSON.arrayNode();
        submit.messages().forEach(message -> proposed.add(of(message)));
        var node = typed(TypeUrl.SUBMIT_PROPOSAL);
        node.set("messages", proposed);
        node.set("initial_deposit", coins(submit.initialDeposit()));
        return node.put("proposer", submit.proposer())
                .put("metadata", submit.metadata())
                .put("title", submit.title())
                .put("summary", submit.summary())
                .put("expedited", submit.expedited());
    }

    private static ObjectNode of(Proposed proposed) {
        return switch (proposed) {
            case Proposed.PartialUpgrade(var authority, var height, var version, var binaries) ->
                    typed(TypeUrl.PARTIAL_UPGRADE)
                            .put("authority", authority)
                            .put("height", Long.toString(height))
                            .put("nodeVersion", version)
                            .put("apiBinariesJson", binaries);
            case Proposed.SoftwareUpgrade(var authority, var name, var height, var info) -> {
                var node = typed(TypeUrl.SOFTWARE_UPGRADE).put("authority", authority);
                node.putObject("plan")
                        .put("name", name)
                        .put("time", "0001-01-01T00:00:00Z")
                        .put("height", Long.toString(height))
                        .put("info", info)
                        .putNull("upgraded_client_state");
                yield node;
            }
            case Proposed.CancelUpgrade(var authority) ->
                    typed(TypeUrl.CANCEL_UPGRADE).put("authority", authority);
        };
    }

    private static ArrayNode shares(List<WeightedOption> options) {
        var list = JSON.arrayNode();
        options.forEach(share ->
                list.addObject()
                        .put("option", share.option().onChain())
                        .put("weight", share.text()));
        return list;
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("@type", type);
    }
}

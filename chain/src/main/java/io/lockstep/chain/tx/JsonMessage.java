package io.lockstep.chain.tx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/// Reads messages from the JSON of transaction files.
final class JsonMessage {
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    private JsonMessage() {}

    static Message message(JsonNode node) {
        return switch (type(node)) {
            case TypeUrl.SUBMIT_PROPOSAL -> submit(node);
            case TypeUrl.VOTE -> vote(node);
            case TypeUrl.VOTE_WEIGHTED -> weighted(node);
            case TypeUrl.DEPOSIT -> deposit(node);
            case TypeUrl.CANCEL_PROPOSAL -> {
                var fields = fields(node, "a cancellation", "proposal_id", "proposer");
                yield new Message.CancelProposal(
                        fields.number("proposal_id"), fields.text("proposer"));
            }
            case TypeUrl.EXEC -> {
                var fields = fields(node, "an execution", "grantee", "msgs");
                yield new Message.Exec(
                        fields.text("grantee"),
                        fields.list("msgs").stream().map(JsonMessage::message).toList());
            }
            default -> throw TxProblems.unknown(type(node));
        };
    }

    private static Message submit(JsonNode node) {
        var fields =
                fields(
                        node,
                        "a proposal",
                        "messages",
                        "initial_deposit",
                        "proposer",
                        "metadata",
                        "title",
                        "summary",
                        "expedited");
        return new Message.SubmitProposal(
                fields.list("messages").stream().map(JsonMessage::proposed).toList(),
                fields.coins("initial_deposit"),
                fields.text("proposer"),
                fields.text("metadata"),
                fields.text("title"),
                fields.text("summary"),
                fields.flag("expedited"));
    }

    private static Proposed proposed(JsonNode node) {
        return switch (type(node)) {
            case TypeUrl.PARTIAL_UPGRADE -> {
                var fields =
                        fields(
                                node,
                                "a partial upgrade",
                                "authority",
                                "height",
                                "nodeVersion",
                                "apiBinariesJson");
                yield new Proposed.PartialUpgrade(
                        fields.text("authority"),
                        fields.number("height"),
                        fields.text("nodeVersion"),
                        fields.text("apiBinariesJson"));
            }
            case TypeUrl.SOFTWARE_UPGRADE -> software(node);
            case TypeUrl.CANCEL_UPGRADE ->
                    new Proposed.CancelUpgrade(
                            fields(node, "a cancelled upgrade", "authority").text("authority"));
            default -> throw TxProblems.unknown(type(node));
        };
    }

    /// A plan's time is deprecated and may only be the one that means none.
    private static Proposed software(JsonNode node) {
        var fields = fields(node, "a software upgrade", "authority", "plan");
        var plan =
                new JsonFields(
                        fields.at("plan"),
                        "a plan",
                        Set.of("name", "time", "height", "info", "upgraded_client_state"));
        plan.none("upgraded_client_state");
        if (!plan.text("time").isEmpty() && !plan.text("time").equals(NO_TIME)) {
            throw TxProblems.file("a plan has a time, which the chain refuses");
        }
        return new Proposed.SoftwareUpgrade(
                fields.text("authority"),
                plan.text("name"),
                plan.number("height"),
                plan.text("info"));
    }

    private static Message vote(JsonNode node) {
        var fields = fields(node, "a vote", "proposal_id", "voter", "option", "metadata");
        return new Message.Vote(
                fields.number("proposal_id"),
                fields.text("voter"),
                ProtoMessage.option(fields.text("option")),
                fields.text("metadata"));
    }

    private static Message weighted(JsonNode node) {
        var fields = fields(node, "a vote", "proposal_id", "voter", "options", "metadata");
        return new Message.VoteWeighted(
                fields.number("proposal_id"),
                fields.text("voter"),
                Votes.whole(fields.list("options").stream().map(JsonMessage::share).toList()),
                fields.text("metadata"));
    }

    private static WeightedOption share(JsonNode node) {
        var fields = new JsonFields(node, "a share of a vote", Set.of("option", "weight"));
        return new WeightedOption(
                ProtoMessage.option(fields.text("option")),
                ProtoMessage.weight(fields.text("weight")));
    }

    private static Message deposit(JsonNode node) {
        var fields = fields(node, "a deposit", "proposal_id", "depositor", "amount");
        return new Message.Deposit(
                fields.number("proposal_id"), fields.text("depositor"), fields.coins("amount"));
    }

    private static String type(JsonNode node) {
        return node.path("@type").asText("no type at all");
    }

    private static JsonFields fields(JsonNode node, String where, String... known) {
        var names = new HashSet<>(Set.of(known));
        names.add("@type");
        return new JsonFields(node, where, names);
    }
}

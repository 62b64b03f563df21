package io.lockstep.chain.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.http.Fields;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a proposal of gov v1 (fact sheet, section 2.4).
final class ProposalReader {
    private static final String STATUS_PREFIX = "PROPOSAL_STATUS_";

    private ProposalReader() {}

    static Proposal read(JsonNode node, Tally tally) {
        List<ProposalMessage> messages = new ArrayList<>();
        node.at("/messages").forEach(message -> messages.add(message(message)));
        return new Proposal(
                Fields.number(node, "/id"),
                node.at("/title").asText(""),
                node.at("/summary").asText(""),
                node.at("/proposer").asText(""),
                status(node.at("/status").asText("")),
                node.at("/expedited").asBoolean(false),
                List.copyOf(messages),
                time(node, "/submit_time"),
                time(node, "/deposit_end_time"),
                time(node, "/voting_start_time"),
                time(node, "/voting_end_time"),
                tally,
                node.at("/failed_reason").asText(""));
    }

    static Tally tally(JsonNode node) {
        return new Tally(
                count(node, "/yes_count"),
                count(node, "/abstain_count"),
                count(node, "/no_count"),
                count(node, "/no_with_veto_count"));
    }

    private static ProposalMessage message(JsonNode node) {
        var type = node.at("/@type").asText("");
        return switch (type) {
            case "/inference.inference.MsgCreatePartialUpgrade" ->
                    new ProposalMessage.PartialUpgrade(
                            Fields.number(node, "/height"),
                            node.at("/nodeVersion").asText(""),
                            node.at("/apiBinariesJson").asText(""));
            case "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade" ->
                    new ProposalMessage.SoftwareUpgrade(
                            node.at("/plan/name").asText(""),
                            Fields.number(node, "/plan/height"),
                            node.at("/plan/info").asText(""));
            case "/cosmos.upgrade.v1beta1.MsgCancelUpgrade" -> new ProposalMessage.CancelUpgrade();
            default -> new ProposalMessage.Other(type);
        };
    }

    private static ProposalStatus status(String name) {
        return Arrays.stream(ProposalStatus.values())
                .filter(status -> name.equals(STATUS_PREFIX + status.name()))
                .findFirst()
                .orElse(ProposalStatus.UNSPECIFIED);
    }

    private static BigInteger count(JsonNode node, String pointer) {
        var text = node.at(pointer).asText("0");
        return text.matches("[0-9]{1,60}") ? new BigInteger(text) : BigInteger.ZERO;
    }

    private static Optional<Instant> time(JsonNode node, String pointer) {
        return Fields.time(node.at(pointer).asText(""));
    }
}

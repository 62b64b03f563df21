package io.lockstep.chain.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.VoteOption;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the documents of gov v1 about one proposal (fact sheet, section 2.4).
final class ProposalReader {
    private static final String STATUS_PREFIX = "PROPOSAL_STATUS_";

    private ProposalReader() {}

    static Proposal proposal(JsonNode node) {
        List<ProposalMessage> messages = new ArrayList<>();
        Fields.list(node, "/messages").forEach(message -> messages.add(message(message)));
        return new Proposal(
                Fields.number(node, "/id"),
                Fields.words(node, "/title"),
                Fields.words(node, "/summary"),
                Fields.words(node, "/metadata"),
                Fields.words(node, "/proposer"),
                status(Fields.text(node, "/status")),
                Fields.flag(node, "/expedited"),
                List.copyOf(messages),
                coins(node, "/total_deposit"),
                Fields.moment(node, "/submit_time"),
                Fields.moment(node, "/deposit_end_time"),
                Fields.moment(node, "/voting_start_time"),
                Fields.moment(node, "/voting_end_time"),
                tally(node.at("/final_tally_result")),
                Fields.words(node, "/failed_reason"));
    }

    /// Where there is no tally yet, nobody has voted.
    static Tally tally(JsonNode node) {
        return new Tally(
                count(node, "/yes_count"),
                count(node, "/abstain_count"),
                count(node, "/no_count"),
                count(node, "/no_with_veto_count"));
    }

    static Ballot ballot(JsonNode node) {
        List<Ballot.Choice> choices = new ArrayList<>();
        for (var choice : Fields.list(node, "/options")) {
            choices.add(
                    new Ballot.Choice(
                            VoteOption.ofChain(Fields.text(choice, "/option")),
                            Fields.decimal(choice, "/weight")));
        }
        return new Ballot(Fields.text(node, "/voter"), List.copyOf(choices));
    }

    static Deposit deposit(JsonNode node) {
        return new Deposit(Fields.text(node, "/depositor"), coins(node, "/amount"));
    }

    static List<Coin> coins(JsonNode node, String pointer) {
        List<Coin> coins = new ArrayList<>();
        for (var coin : Fields.list(node, pointer)) {
            coins.add(coin(coin));
        }
        return List.copyOf(coins);
    }

    static Coin coin(JsonNode node) {
        return new Coin(Fields.matching(Coin.DENOM, node, "/denom"), Fields.whole(node, "/amount"));
    }

    private static ProposalMessage message(JsonNode node) {
        var type = Fields.text(node, "/@type");
        return switch (type) {
            case "/inference.inference.MsgCreatePartialUpgrade" ->
                    new ProposalMessage.PartialUpgrade(
                            Fields.wish(node, "/height"),
                            Fields.words(node, "/nodeVersion"),
                            Fields.words(node, "/apiBinariesJson"));
            case "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade" ->
                    new ProposalMessage.SoftwareUpgrade(
                            Fields.words(node, "/plan/name"),
                            Fields.wish(node, "/plan/height"),
                            Fields.words(node, "/plan/info"));
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
        return Fields.words(node, pointer).isEmpty()
                ? BigInteger.ZERO
                : Fields.whole(node, pointer);
    }
}

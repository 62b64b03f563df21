package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Decimals;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.GovProposal;
import io.lockstep.app.rehearsal.chain.ledger.GovVote;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.Ledger.SoftwarePlan;
import io.lockstep.app.rehearsal.chain.ledger.ProposalMessages;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.governance.Tally;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Proposals, votes and parameters as the gateway writes them.
final class GovJson {
    private final Templates templates;

    GovJson(Templates templates) {
        this.templates = templates;
    }

    JsonNode params(Genesis genesis, String type) {
        var rules = genesis.rules();
        var filled =
                templates.fill(
                        "gov-params",
                        new Values()
                                .and("voting", Optional.empty())
                                .and("deposit", Optional.empty())
                                .and("tallying", Optional.empty())
                                .and("denomination", genesis.denomination())
                                .and("depositPeriod", seconds(rules.depositPeriod()))
                                .and("votingPeriod", seconds(rules.votingPeriod()))
                                .and(
                                        "expeditedVotingPeriod",
                                        seconds(rules.expeditedVotingPeriod()))
                                .and("minDeposit", rules.minDeposit())
                                .and("expeditedMinDeposit", rules.expeditedMinDeposit())
                                .and("quorum", Decimals.text(rules.quorum()))
                                .and("threshold", Decimals.text(rules.threshold()))
                                .and("vetoThreshold", Decimals.text(rules.vetoThreshold()))
                                .and(
                                        "expeditedThreshold",
                                        Decimals.text(rules.expeditedThreshold()))
                                .and("cancelRatio", Decimals.text(GovernanceRules.CANCEL_RATIO))
                                .and(
                                        "minDepositRatio",
                                        Decimals.text(GovernanceRules.MIN_DEPOSIT_RATIO))
                                .map());
        var out = JsonNodeFactory.instance.objectNode();
        var all = filled.path("params");
        filled.properties().forEach(e -> out.set(e.getKey(), e.getValue()));
        switch (type) {
            case "voting" ->
                    out.putObject("voting_params").set("voting_period", all.path("voting_period"));
            case "deposit" -> {
                var deposit = out.putObject("deposit_params");
                deposit.set("min_deposit", all.path("min_deposit"));
                deposit.set("max_deposit_period", all.path("max_deposit_period"));
            }
            default -> {
                var tallying = out.putObject("tally_params");
                tallying.set("quorum", all.path("quorum"));
                tallying.set("threshold", all.path("threshold"));
                tallying.set("veto_threshold", all.path("veto_threshold"));
            }
        }
        return out;
    }

    JsonNode proposal(GovProposal proposal, Genesis genesis) {
        var draft = proposal.draft();
        return templates.fill(
                "proposal",
                new Values()
                        .and("id", proposal.id())
                        .and("messages", draft.messages().stream().map(this::message).toList())
                        .and("status", "PROPOSAL_STATUS_" + proposal.status())
                        .and("tally", tally(proposal.finalTally()))
                        .and("submitTime", proposal.submitTime())
                        .and("depositEnd", proposal.depositEnd())
                        .and("denomination", genesis.denomination())
                        .and("totalDeposit", proposal.totalDeposit())
                        .and("votingStart", proposal.voting().map(GovProposal.Voting::start))
                        .and("votingEnd", proposal.voting().map(GovProposal.Voting::end))
                        .and("metadata", draft.metadata())
                        .and("title", draft.title())
                        .and("summary", draft.summary())
                        .and("proposer", draft.proposer())
                        .and("expedited", proposal.expedited())
                        .and("failedReason", proposal.failedReason())
                        .map());
    }

    JsonNode tally(Tally tally) {
        return templates.fill(
                "tally",
                Map.of(
                        "yes",
                        tally.yes(),
                        "abstain",
                        tally.abstain(),
                        "no",
                        tally.no(),
                        "veto",
                        tally.noWithVeto()));
    }

    JsonNode vote(long proposal, GovVote vote) {
        var options =
                vote.options().stream()
                        .map(o ->
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("option", "VOTE_OPTION_" + o.option())
                                        .put("weight", Decimals.text(o.weight())))
                        .toList();
        return templates.fill(
                "vote", Map.of("proposal", proposal, "voter", vote.voter(), "options", options));
    }

    JsonNode deposit(long proposal, String depositor, long amount, Genesis genesis) {
        return templates.fill(
                "deposit",
                Map.of(
                        "proposal",
                        proposal,
                        "depositor",
                        depositor,
                        "amount",
                        amount,
                        "denomination",
                        genesis.denomination()));
    }

    JsonNode plan(SoftwarePlan plan) {
        return templates.fill(
                "plan", Map.of("name", plan.name(), "height", plan.height(), "info", plan.info()));
    }

    private JsonNode message(ProposalMessage message) {
        return switch (message) {
            case PartialUpgrade(long height, var version, var binaries) ->
                    templates.fill(
                            "message-partial-upgrade",
                            Map.of(
                                    "authority",
                                    Bech32.GOV,
                                    "height",
                                    height,
                                    "version",
                                    version,
                                    "binaries",
                                    binaries));
            case SoftwareUpgrade(var name, long height, var info) ->
                    templates.fill(
                            "message-software-upgrade",
                            Map.of(
                                    "authority",
                                    Bech32.GOV,
                                    "plan",
                                    plan(new SoftwarePlan(name, height, info))));
            case CancelUpgrade _, Other _ ->
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("@type", ProposalMessages.typeUrl(message))
                            .put("authority", Bech32.GOV);
        };
    }

    /// `30s`, or `1.500s` where it must be: whole, thousandths, millionths or billionths.
    private static String seconds(Duration duration) {
        var fraction = "%09d".formatted(duration.toNanosPart());
        while (fraction.endsWith("000")) {
            fraction = fraction.substring(0, fraction.length() - 3);
        }
        return duration.toSeconds() + (fraction.isEmpty() ? "" : "." + fraction) + "s";
    }
}

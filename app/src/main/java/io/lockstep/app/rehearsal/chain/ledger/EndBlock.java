package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.upgrade.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the chain does by itself at the end of a block: governance first, then the inference
/// module. That order is why a proposal that passes too late leaves no trace.
public final class EndBlock {
    private static final String NOT_ENOUGH = "proposal did not get enough votes to pass";

    private final Genesis genesis;

    public EndBlock(Genesis genesis) {
        this.genesis = genesis;
    }

    public record Ended(Ledger ledger, List<ChainEvent> events) {
        public Ended {
            events = List.copyOf(events);
        }
    }

    public Ended end(Ledger before, Moment at) {
        var events = new ArrayList<ChainEvent>();
        var ledger = before;
        for (var proposal : due(ledger, ProposalStatus.DEPOSIT_PERIOD, at.time())) {
            ledger = drop(ledger, proposal, events);
        }
        for (var proposal : due(ledger, ProposalStatus.VOTING_PERIOD, at.time())) {
            ledger = close(ledger, proposal, at, events);
        }
        return new Ended(
                inference(ledger, at.height()),
                events.stream().map(event -> event.with("mode", "EndBlock")).toList());
    }

    private static List<GovProposal> due(Ledger ledger, ProposalStatus status, Instant now) {
        return ledger.proposals().values().stream()
                .filter(p -> p.status() == status && !deadline(p).isAfter(now))
                .sorted(Comparator.comparing(EndBlock::deadline).thenComparingLong(GovProposal::id))
                .toList();
    }

    private static Instant deadline(GovProposal proposal) {
        return proposal.voting().map(GovProposal.Voting::end).orElse(proposal.depositEnd());
    }

    private Ledger drop(Ledger ledger, GovProposal proposal, List<ChainEvent> events) {
        var after = refund(ledger, proposal, events).withoutProposal(proposal.id());
        events.add(
                ChainEvent.of(
                        "inactive_proposal",
                        "proposal_id",
                        Long.toString(proposal.id()),
                        "proposal_result",
                        "proposal_dropped"));
        return after;
    }

    private Ledger close(Ledger ledger, GovProposal proposal, Moment at, List<ChainEvent> events) {
        var tally = proposal.tally(genesis);
        var verdict =
                Tallying.decide(tally, genesis.totalPower(), genesis.rules(), proposal.expedited());
        if (proposal.expedited() && !verdict.passes()) {
            var start = proposal.voting().orElseThrow().start();
            events.add(
                    result(
                            proposal,
                            "expedited_proposal_rejected",
                            "expedited proposal converted to regular"));
            return ledger.withProposal(
                    proposal.converted(start.plus(genesis.rules().votingPeriod())));
        }
        var paid =
                verdict.burn() ? burn(ledger, proposal, events) : refund(ledger, proposal, events);
        if (!verdict.passes()) {
            events.add(result(proposal, "proposal_rejected", "rejected"));
            return paid.withProposal(proposal.decided(ProposalStatus.REJECTED, tally, NOT_ENOUGH));
        }
        int index = 0;
        var changed = paid;
        try {
            for (var message : proposal.draft().messages()) {
                changed =
                        ProposalMessages.execute(
                                changed, message, genesis.generation(), at.height());
                index++;
            }
            events.add(result(proposal, "proposal_passed", "passed"));
            return changed.withProposal(proposal.decided(ProposalStatus.PASSED, tally, ""));
        } catch (Refusal refusal) {
            var type = ProposalMessages.typeUrl(proposal.draft().messages().get(index));
            events.add(
                    result(
                            proposal,
                            "proposal_failed",
                            "passed, but msg %d (%s) failed on execution: %s"
                                    .formatted(index, type, refusal.words())));
            return paid.withProposal(
                    proposal.decided(ProposalStatus.FAILED, tally, refusal.words()));
        }
    }

    private static ChainEvent result(GovProposal proposal, String result, String log) {
        return ChainEvent.of(
                "active_proposal",
                "proposal_id",
                Long.toString(proposal.id()),
                "proposal_result",
                result,
                "proposal_log",
                log);
    }

    private Ledger refund(Ledger ledger, GovProposal proposal, List<ChainEvent> events) {
        var after = ledger;
        for (var deposit : inOrder(proposal)) {
            after = after.paying(deposit.getKey(), deposit.getValue());
            events.addAll(
                    ChainEvent.transfer(
                            Bech32.GOV, deposit.getKey(), genesis.coins(deposit.getValue())));
        }
        return after;
    }

    private Ledger burn(Ledger ledger, GovProposal proposal, List<ChainEvent> events) {
        var total = proposal.deposits().values().stream().mapToLong(Long::longValue).sum();
        events.addAll(ChainEvent.burn(Bech32.GOV, genesis.coins(total)));
        return ledger;
    }

    private static List<Map.Entry<String, Long>> inOrder(GovProposal proposal) {
        return proposal.deposits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Bech32.BYTE_ORDER))
                .toList();
    }

    /// An entry rules from its height on and is gone with the block after.
    private Ledger inference(Ledger ledger, long height) {
        var entry = ledger.partialUpgrades().get(height);
        var after =
                genesis.generation() != Generation.R0 && entry != null && !entry.version().isEmpty()
                        ? ledger.withMlNodeVersion(entry.version())
                        : ledger;
        return after.withPartialUpgrades(new TreeMap<>(after.partialUpgrades().tailMap(height)));
    }
}

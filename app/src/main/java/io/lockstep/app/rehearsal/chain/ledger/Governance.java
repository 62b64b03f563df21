package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Ledger.Account;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.chain.governance.ProposalStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Executes transactions of the gov module. A pure function of ledger, transaction and block.
public final class Governance {
    private final Genesis genesis;
    private final Admission admission;

    public Governance(Genesis genesis) {
        this.genesis = genesis;
        this.admission = new Admission(genesis);
    }

    private record Done(Ledger ledger, long proposal, List<ChainEvent> events) {}

    public Outcome execute(Ledger before, Transaction transaction, Moment at) {
        var sender = before.account(transaction.sender());
        var charged =
                before.withAccount(
                        new Account(
                                sender.address(),
                                sender.number(),
                                sender.sequence() + 1,
                                sender.balance()));
        try {
            var done = perform(charged, transaction, at);
            return new Outcome(
                    done.ledger(),
                    transaction,
                    done.proposal(),
                    Optional.empty(),
                    done.events(),
                    sender.sequence());
        } catch (Refusal refusal) {
            return new Outcome(
                    charged, transaction, 0, Optional.of(refusal), List.of(), sender.sequence());
        }
    }

    private Done perform(Ledger ledger, Transaction transaction, Moment at) throws Refusal {
        return switch (transaction) {
            case SubmitProposal(var draft) -> submit(ledger, draft, at);
            case AddDeposit(long id, var depositor, long amount) -> {
                var open = open(ledger, id);
                admission.checkDeposit(open.expedited(), amount);
                var paid = deposit(ledger, open, depositor, amount, at);
                yield paid.begun()
                        ? paid.done("proposal_deposit")
                        : new Done(paid.ledger(), id, paid.events());
            }
            case CastVote vote -> vote(ledger, vote);
            case CancelProposal(long id, var proposer) -> cancel(ledger, id, proposer);
        };
    }

    private Done submit(Ledger ledger, ProposalDraft draft, Moment at) throws Refusal {
        admission.check(draft);
        var id = ledger.nextProposal();
        var proposal =
                GovProposal.submitted(
                        id, draft, at.time(), at.time().plus(genesis.rules().depositPeriod()));
        var events = new ArrayList<ChainEvent>();
        var types = new StringBuilder();
        draft.messages().forEach(m -> types.append(',').append(ProposalMessages.typeUrl(m)));
        events.add(
                ChainEvent.of(
                        "submit_proposal",
                        "proposal_id",
                        Long.toString(id),
                        "proposal_proposer",
                        draft.proposer(),
                        "proposal_messages",
                        types.toString()));
        var paid = deposit(ledger, proposal, draft.proposer(), draft.deposit(), at);
        events.addAll(paid.begun() ? paid.done("submit_proposal").events() : paid.events());
        return new Done(paid.ledger(), id, events);
    }

    private record Paid(Ledger ledger, long id, boolean begun, List<ChainEvent> events) {
        /// The start of voting is told by an event of the message that brought it about.
        Done done(String event) {
            var all = new ArrayList<>(events);
            all.add(ChainEvent.of(event, "voting_period_start", Long.toString(id)));
            return new Done(ledger, id, all);
        }
    }

    private Paid deposit(
            Ledger ledger, GovProposal proposal, String depositor, long amount, Moment at)
            throws Refusal {
        if (ledger.account(depositor).balance() < amount) {
            throw new Refusal(
                    "sdk",
                    5,
                    "spendable balance %s is smaller than %s: insufficient funds"
                            .formatted(
                                    genesis.coins(ledger.account(depositor).balance()),
                                    genesis.coins(amount)));
        }
        var funded = proposal.deposited(depositor, amount);
        var rules = genesis.rules();
        var begins =
                funded.status() == ProposalStatus.DEPOSIT_PERIOD
                        && funded.totalDeposit() >= rules.minDeposit(funded.expedited());
        if (begins) {
            funded =
                    funded.votingFrom(
                            at.time(), at.time().plus(rules.votingPeriod(funded.expedited())));
        }
        var events = new ArrayList<>(transfer(depositor, Bech32.GOV, amount));
        events.add(
                ChainEvent.of(
                        "proposal_deposit",
                        "depositor",
                        depositor,
                        "amount",
                        genesis.coins(amount),
                        "proposal_id",
                        Long.toString(funded.id())));
        return new Paid(
                ledger.paying(depositor, -amount).withProposal(funded),
                funded.id(),
                begins,
                events);
    }

    private Done vote(Ledger ledger, CastVote vote) throws Refusal {
        var id = vote.proposal();
        var proposal = ledger.proposals().get(id);
        if (proposal == null || proposal.status() != ProposalStatus.VOTING_PERIOD) {
            throw inactive(id);
        }
        admission.checkWeights(vote.options());
        return new Done(
                ledger.withProposal(
                        proposal.voted(new GovVote(vote.sender(), vote.options(), vote.power()))),
                id,
                List.of(
                        ChainEvent.of(
                                "proposal_vote",
                                "voter",
                                vote.sender(),
                                "option",
                                options(vote.options()),
                                "proposal_id",
                                Long.toString(id))));
    }

    private Done cancel(Ledger ledger, long id, String proposer) throws Refusal {
        var proposal = open(ledger, id);
        if (!proposal.draft().proposer().equals(proposer)) {
            throw new Refusal("gov", 18, proposer + ": invalid proposer");
        }
        var after = ledger.withoutProposal(id);
        var events = new ArrayList<ChainEvent>();
        long burned = 0;
        for (var deposit : proposal.deposits().entrySet()) {
            var lost =
                    GovernanceRules.CANCEL_RATIO
                            .multiply(BigDecimal.valueOf(deposit.getValue()))
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact();
            burned += lost;
            after = after.paying(deposit.getKey(), deposit.getValue() - lost);
            events.addAll(transfer(Bech32.GOV, deposit.getKey(), deposit.getValue() - lost));
        }
        events.addAll(ChainEvent.burn(Bech32.GOV, genesis.coins(burned)));
        events.add(
                ChainEvent.of(
                        "cancel_proposal", "sender", proposer, "proposal_id", Long.toString(id)));
        return new Done(after, id, events);
    }

    private List<ChainEvent> transfer(String from, String to, long amount) {
        return ChainEvent.transfer(from, to, genesis.coins(amount));
    }

    private static GovProposal open(Ledger ledger, long id) throws Refusal {
        var proposal = ledger.proposals().get(id);
        if (proposal == null) {
            throw new Refusal("gov", 3, id + ": inactive proposal");
        }
        return switch (proposal.status()) {
            case DEPOSIT_PERIOD, VOTING_PERIOD -> proposal;
            case UNSPECIFIED, PASSED, REJECTED, FAILED -> throw inactive(id);
        };
    }

    private static Refusal inactive(long id) {
        return new Refusal("gov", 3, id + ": inactive proposal");
    }

    private static String options(List<VoteOption.Weighted> options) {
        return options.stream()
                .map(o ->
                        "{\"option\":%d,\"weight\":\"%s\"}"
                                .formatted(o.option().number(), Decimals.text(o.weight())))
                .toList()
                .toString()
                .replace(" ", "");
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Auth.Grant;
import io.lockstep.app.rehearsal.chain.ledger.Outcome.Effect;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Allow;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Exec;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Unfit;
import io.lockstep.chain.governance.ProposalStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Executes messages of the gov and authz modules. A pure function of ledger, message and block.
final class Governance {
    private final Genesis genesis;
    private final Admission admission;

    Governance(Genesis genesis) {
        this.genesis = genesis;
        this.admission = new Admission(genesis);
    }

    /// What a message does: the ledger after it, and what there is to tell about it.
    record Done(Ledger ledger, Effect effect) {
        static Done of(Ledger ledger, Transaction message, long proposal, List<ChainEvent> events) {
            return new Done(ledger, new Effect(message, proposal, events, List.of()));
        }
    }

    Done perform(Ledger ledger, Transaction message, Moment at) throws Refusal {
        return switch (message) {
            case SubmitProposal submit -> submit(ledger, submit, at);
            case AddDeposit more -> {
                var open = open(ledger, more.proposal());
                admission.checkDeposit(open.expedited(), more.amount());
                var paid = deposit(ledger, open, more.sender(), more.amount(), at);
                yield paid.done(more, "proposal_deposit");
            }
            case CastVote vote -> vote(ledger, vote);
            case CancelProposal cancel -> cancel(ledger, cancel);
            case Exec exec -> exec(ledger, exec, at);
            case Allow(var granter, var grantee, var type) ->
                    Done.of(
                            ledger.withAuth(
                                    ledger.auth().granted(new Grant(granter, grantee, type))),
                            message,
                            0,
                            List.of(grantEvent(granter, grantee, type)));
            case Unfit(_, _, var refusal) -> throw refusal;
        };
    }

    private Done exec(Ledger ledger, Exec exec, Moment at) throws Refusal {
        var after = ledger;
        var inner = new ArrayList<Effect>();
        var events = new ArrayList<ChainEvent>();
        for (var message : exec.messages()) {
            checkGrant(ledger, exec.sender(), message);
            var done = perform(after, message, at);
            after = done.ledger();
            for (var event : done.effect().events()) {
                events.add(event.with("authz_msg_index", Integer.toString(inner.size())));
            }
            inner.add(done.effect());
        }
        return new Done(after, new Effect(exec, 0, events, inner));
    }

    private static void checkGrant(Ledger ledger, String grantee, Transaction message)
            throws Refusal {
        var grant = new Grant(message.sender(), grantee, message.typeUrl());
        if (!grantee.equals(message.sender()) && !ledger.auth().grants().contains(grant)) {
            throw new Refusal(
                    "authz",
                    2,
                    "failed to get grant with given granter: %s, grantee: %s & msgType: %s : authorization not found"
                            .formatted(message.sender(), grantee, message.typeUrl()));
        }
    }

    private static ChainEvent grantEvent(String granter, String grantee, String type) {
        return ChainEvent.of(
                "cosmos.authz.v1beta1.EventGrant",
                "grantee",
                "\"" + grantee + "\"",
                "granter",
                "\"" + granter + "\"",
                "msg_type_url",
                "\"" + type + "\"");
    }

    private Done submit(Ledger ledger, SubmitProposal message, Moment at) throws Refusal {
        var draft = message.draft();
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
        events.addAll(paid.done(message, "submit_proposal").effect().events());
        return Done.of(paid.ledger(), message, id, events);
    }

    private record Paid(Ledger ledger, long id, boolean begun, List<ChainEvent> events) {
        /// The start of voting is told by an event of the message that brought it about.
        Done done(Transaction message, String event) {
            var all = new ArrayList<>(events);
            if (begun) {
                all.add(ChainEvent.of(event, "voting_period_start", Long.toString(id)));
            }
            return Done.of(ledger, message, id, all);
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
        return Done.of(
                ledger.withProposal(proposal.voted(new GovVote(vote.sender(), vote.options()))),
                vote,
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

    private Done cancel(Ledger ledger, CancelProposal message) throws Refusal {
        var id = message.proposal();
        var proposer = message.sender();
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
        return Done.of(after, message, id, events);
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

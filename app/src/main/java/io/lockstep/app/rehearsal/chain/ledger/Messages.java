package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Exec;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Unfit;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes what was broadcast as what the ledger executes. What no state of the ledger would accept
/// is unfit, with the chain's code for it (fact sheet, section 10).
final class Messages {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Messages() {}

    static Transaction read(Message message, String denomination) {
        return switch (message) {
            case Message.SubmitProposal submit -> submit(submit, denomination);
            case Message.Vote(var id, var voter, var option, _) ->
                    new CastVote(
                            id,
                            voter,
                            List.of(
                                    new VoteOption.Weighted(
                                            VoteOption.valueOf(option.name()), BigDecimal.ONE)));
            case Message.VoteWeighted(var id, var voter, var options, _) ->
                    new CastVote(
                            id,
                            voter,
                            options.stream()
                                    .map(share ->
                                            new VoteOption.Weighted(
                                                    VoteOption.valueOf(share.option().name()),
                                                    share.weight()))
                                    .toList());
            case Message.Deposit(var id, var depositor, var amount) -> {
                var type = new AddDeposit(id, depositor, amount(amount)).typeUrl();
                yield denomination(amount, denomination, depositor, type)
                        .orElseGet(() -> new AddDeposit(id, depositor, amount(amount)));
            }
            case Message.CancelProposal(var id, var proposer) -> new CancelProposal(id, proposer);
            case Message.Exec(var grantee, var inner) ->
                    new Exec(grantee, inner.stream().map(one -> read(one, denomination)).toList());
        };
    }

    /// As the chain writes them, empty for none.
    static String coins(List<Coin> coins) {
        return coins.stream().map(Coin::toString).collect(Collectors.joining(","));
    }

    private static Transaction submit(Message.SubmitProposal submit, String denomination) {
        var draft =
                new ProposalDraft(
                        submit.messages().stream().map(Messages::proposed).toList(),
                        submit.title(),
                        submit.summary(),
                        submit.metadata(),
                        submit.proposer(),
                        amount(submit.initialDeposit()),
                        submit.expedited());
        var type = new SubmitProposal(draft).typeUrl();
        for (var message : submit.messages()) {
            if (!message.authority().equals(Bech32.GOV)) {
                return new Unfit(
                        submit.proposer(),
                        type,
                        new Refusal(
                                "gov",
                                13,
                                message.authority()
                                        + ": expected gov account as only signer for proposal message"));
            }
        }
        return denomination(submit.initialDeposit(), denomination, submit.proposer(), type)
                .orElseGet(() -> new SubmitProposal(draft));
    }

    private static Optional<Transaction> denomination(
            List<Coin> coins, String wanted, String sender, String type) {
        return coins.stream().allMatch(coin -> coin.denom().equals(wanted))
                ? Optional.empty()
                : Optional.of(
                        new Unfit(
                                sender,
                                type,
                                new Refusal(
                                        "gov",
                                        23,
                                        "deposited %s, but gov accepts only the following denom(s): [%s]: invalid deposit denom"
                                                .formatted(coins(coins), wanted))));
    }

    private static long amount(List<Coin> coins) {
        return coins.stream()
                .map(Coin::amount)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .min(MOST)
                .longValueExact();
    }

    private static ProposalMessage proposed(Proposed proposed) {
        return switch (proposed) {
            case Proposed.PartialUpgrade(_, var height, var version, var binaries) ->
                    new ProposalMessage.PartialUpgrade(height, version, binaries);
            case Proposed.SoftwareUpgrade(_, var name, var height, var info) ->
                    new ProposalMessage.SoftwareUpgrade(name, height, info);
            case Proposed.CancelUpgrade _ -> new ProposalMessage.CancelUpgrade();
        };
    }
}

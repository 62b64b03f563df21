package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Decimals;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.ProposalMessages;
import io.lockstep.app.rehearsal.chain.ledger.PublicKeys;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;

/// The bytes of a transaction as they stand in a block. All but the signature is what a wallet
/// would have made; the signature has the right length only, as nobody here holds a key.
final class TxEncoder {
    static final long GAS_WANTED = 2_000_000;

    private final String denomination;

    TxEncoder(String denomination) {
        this.denomination = denomination;
    }

    byte[] signature(Outcome outcome) {
        return Digest.sha512("signature of " + outcome.transaction() + " at " + outcome.sequence());
    }

    byte[] encode(Outcome outcome) {
        var transaction = outcome.transaction();
        var body = new ProtoWriter().any(1, transaction.typeUrl(), message(transaction));
        var key = new ProtoWriter().bytes(1, PublicKeys.ofAccount(transaction.sender()));
        var signer =
                new ProtoWriter()
                        .any(1, "/cosmos.crypto.secp256k1.PubKey", key)
                        .message(2, new ProtoWriter().message(1, new ProtoWriter().number(1, 1)))
                        .number(3, outcome.sequence());
        var auth =
                new ProtoWriter()
                        .message(1, signer)
                        .message(2, new ProtoWriter().number(2, GAS_WANTED));
        return new ProtoWriter()
                .message(1, body)
                .message(2, auth)
                .bytes(3, signature(outcome))
                .toBytes();
    }

    /// The answer of the message, as `TxMsgData`.
    byte[] response(Outcome outcome) {
        var value = new ProtoWriter();
        switch (outcome.transaction()) {
            case SubmitProposal _, CancelProposal _ -> value.number(1, outcome.proposal());
            case AddDeposit _, CastVote _ -> {}
        }
        return new ProtoWriter()
                .any(2, outcome.transaction().typeUrl() + "Response", value)
                .toBytes();
    }

    private ProtoWriter message(Transaction transaction) {
        return switch (transaction) {
            case SubmitProposal(var draft) -> proposal(draft);
            case AddDeposit(long id, var depositor, long amount) ->
                    new ProtoWriter().number(1, id).text(2, depositor).message(3, coin(amount));
            case CastVote vote -> vote(vote);
            case CancelProposal(long id, var proposer) ->
                    new ProtoWriter().number(1, id).text(2, proposer);
        };
    }

    private ProtoWriter proposal(ProposalDraft draft) {
        var out = new ProtoWriter();
        for (var message : draft.messages()) {
            out.any(1, ProposalMessages.typeUrl(message), message(message));
        }
        return out.message(2, coin(draft.deposit()))
                .text(3, draft.proposer())
                .text(4, draft.metadata())
                .text(5, draft.title())
                .text(6, draft.summary())
                .number(7, draft.expedited() ? 1 : 0);
    }

    private static ProtoWriter message(ProposalMessage message) {
        return switch (message) {
            case PartialUpgrade(long height, var version, var binaries) ->
                    new ProtoWriter()
                            .text(1, Bech32.GOV)
                            .number(2, height)
                            .text(3, version)
                            .text(4, binaries);
            case SoftwareUpgrade(var name, long height, var info) ->
                    new ProtoWriter()
                            .text(1, Bech32.GOV)
                            .message(
                                    2,
                                    new ProtoWriter()
                                            .text(1, name)
                                            .number(3, height)
                                            .text(4, info));
            case CancelUpgrade _, Other _ -> new ProtoWriter().text(1, Bech32.GOV);
        };
    }

    private static ProtoWriter vote(CastVote vote) {
        var out = new ProtoWriter().number(1, vote.proposal()).text(2, vote.sender());
        if (vote.plain()) {
            return out.number(3, vote.options().getFirst().option().number());
        }
        for (VoteOption.Weighted part : vote.options()) {
            out.message(
                    3,
                    new ProtoWriter()
                            .number(1, part.option().number())
                            .text(2, Decimals.text(part.weight())));
        }
        return out;
    }

    private ProtoWriter coin(long amount) {
        return new ProtoWriter().text(1, denomination).text(2, Long.toString(amount));
    }
}

package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Decimals;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Envelope;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.Outcome.Effect;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.ProposalMessages;
import io.lockstep.app.rehearsal.chain.ledger.PublicKeys;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Allow;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Exec;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Unfit;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.tx.SignedTx;

/// The bytes of a transaction as they stand in a block: those that were broadcast, or what a wallet
/// would have made. Then the signature has the right length only, as nobody here holds a key.
final class TxEncoder {
    private static final String GENERIC = "/cosmos.authz.v1beta1.GenericAuthorization";

    private final String denomination;

    TxEncoder(String denomination) {
        this.denomination = denomination;
    }

    byte[] signature(Envelope envelope) {
        return envelope.signed()
                .map(tx -> tx.signature().toByteArray())
                .orElseGet(() ->
                        Digest.sha512("signature of " + envelope.messages() + envelope.sequence()));
    }

    byte[] encode(Envelope envelope) {
        return envelope.signed().map(SignedTx::bytes).orElseGet(() -> unsigned(envelope));
    }

    /// The answers of the messages, as `TxMsgData`.
    byte[] response(Outcome outcome) {
        var out = new ProtoWriter();
        for (var effect : outcome.effects()) {
            out.any(2, effect.message().typeUrl() + "Response", answer(effect));
        }
        return out.toBytes();
    }

    private static ProtoWriter answer(Effect effect) {
        var value = new ProtoWriter();
        return switch (effect.message()) {
            case SubmitProposal _, CancelProposal _ -> value.number(1, effect.proposal());
            case AddDeposit _, CastVote _, Allow _, Unfit _ -> value;
            case Exec _ -> {
                effect.inner().forEach(inner -> value.bytes(1, answer(inner).toBytes()));
                yield value;
            }
        };
    }

    private byte[] unsigned(Envelope envelope) {
        var body = new ProtoWriter();
        envelope.messages().forEach(one -> body.any(1, one.typeUrl(), message(one)));
        var key = new ProtoWriter().bytes(1, PublicKeys.ofAccount(envelope.sender()));
        var signer =
                new ProtoWriter()
                        .any(1, "/cosmos.crypto.secp256k1.PubKey", key)
                        .message(2, new ProtoWriter().message(1, new ProtoWriter().number(1, 1)))
                        .number(3, envelope.sequence());
        var auth =
                new ProtoWriter()
                        .message(1, signer)
                        .message(2, new ProtoWriter().number(2, envelope.gasWanted()));
        return new ProtoWriter()
                .message(1, body)
                .message(2, auth)
                .bytes(3, signature(envelope))
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
            case Exec(var grantee, var messages) -> {
                var out = new ProtoWriter().text(1, grantee);
                messages.forEach(one -> out.any(2, one.typeUrl(), message(one)));
                yield out;
            }
            case Allow(var granter, var grantee, var type) ->
                    new ProtoWriter()
                            .text(1, granter)
                            .text(2, grantee)
                            .message(3, new ProtoWriter().any(1, GENERIC, generic(type)));
            case Unfit(var sender, _, _) -> new ProtoWriter().text(1, sender);
        };
    }

    private static ProtoWriter generic(String type) {
        return new ProtoWriter().text(1, type);
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

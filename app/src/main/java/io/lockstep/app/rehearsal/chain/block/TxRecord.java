package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.ChainEvent;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.Refusal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A transaction in a block with its result, in the words of CometBFT.
///
/// @param tx bytes, base64
/// @param hash upper-case hex
/// @param code 0 when it did what it should
/// @param data answer of the message, base64; empty when refused
public record TxRecord(
        String tx,
        String hash,
        int code,
        String codespace,
        String log,
        String data,
        long gasWanted,
        long gasUsed,
        List<ChainEvent> events) {

    public TxRecord {
        events = List.copyOf(events);
    }

    /// As it would stand in a block.
    public static TxRecord of(Outcome outcome, String denomination) {
        return of(outcome, new TxEncoder(denomination));
    }

    static TxRecord of(Outcome outcome, TxEncoder encoder) {
        var base64 = Base64.getEncoder();
        var bytes = encoder.encode(outcome.envelope());
        var signed = base64.encodeToString(encoder.signature(outcome.envelope()));
        var refusal = outcome.refusal();
        return new TxRecord(
                base64.encodeToString(bytes),
                Digest.hex(Digest.sha256(bytes)),
                refusal.map(Refusal::code).orElse(0),
                refusal.map(Refusal::codespace).orElse(""),
                refusal.map(Refusal::words).orElse(""),
                refusal.isPresent() ? "" : base64.encodeToString(encoder.response(outcome)),
                outcome.envelope().gasWanted(),
                outcome.gasUsed(),
                events(outcome, signed));
    }

    private static List<ChainEvent> events(Outcome outcome, String signature) {
        var sender = outcome.envelope().sender();
        var sequence = outcome.envelope().sequence();
        var all = new ArrayList<ChainEvent>();
        all.add(ChainEvent.of("tx", "fee", outcome.envelope().fee(), "fee_payer", sender));
        if (outcome.envelope().signed().filter(tx -> tx.draft().unordered()).isEmpty()) {
            all.add(ChainEvent.of("tx", "acc_seq", sender + "/" + sequence));
        }
        all.add(ChainEvent.of("tx", "signature", signature));
        for (int i = 0; i < outcome.effects().size(); i++) {
            var index = Integer.toString(i);
            var effect = outcome.effects().get(i);
            all.add(message(effect.message()).with("msg_index", index));
            effect.events().forEach(event -> all.add(event.with("msg_index", index)));
        }
        return all;
    }

    private static ChainEvent message(Transaction message) {
        var module = message.typeUrl().startsWith("/cosmos.authz.") ? "authz" : "gov";
        return ChainEvent.of(
                "message",
                "action",
                message.typeUrl(),
                "sender",
                message.sender(),
                "module",
                module);
    }
}

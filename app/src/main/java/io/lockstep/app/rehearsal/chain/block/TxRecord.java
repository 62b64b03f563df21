package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.ChainEvent;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
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

    static TxRecord of(Outcome outcome, TxEncoder encoder) {
        var base64 = Base64.getEncoder();
        var bytes = encoder.encode(outcome);
        var tx = base64.encodeToString(bytes);
        var hash = Digest.hex(Digest.sha256(bytes));
        var signed = base64.encodeToString(encoder.signature(outcome));
        return outcome.refusal()
                .map(no ->
                        new TxRecord(
                                tx,
                                hash,
                                no.code(),
                                no.codespace(),
                                "failed to execute message; message index: 0: " + no.words(),
                                "",
                                TxEncoder.GAS_WANTED,
                                20_000 + 60L * bytes.length,
                                fees(outcome, signed)))
                .orElseGet(() ->
                        new TxRecord(
                                tx,
                                hash,
                                0,
                                "",
                                "",
                                base64.encodeToString(encoder.response(outcome)),
                                TxEncoder.GAS_WANTED,
                                30_000 + 250L * bytes.length,
                                events(outcome, signed)));
    }

    private static List<ChainEvent> fees(Outcome outcome, String signature) {
        var sender = outcome.transaction().sender();
        return List.of(
                ChainEvent.of("tx", "fee", "", "fee_payer", sender),
                ChainEvent.of("tx", "acc_seq", sender + "/" + outcome.sequence()),
                ChainEvent.of("tx", "signature", signature));
    }

    private static List<ChainEvent> events(Outcome outcome, String signature) {
        var message =
                ChainEvent.of(
                        "message",
                        "action",
                        outcome.transaction().typeUrl(),
                        "sender",
                        outcome.transaction().sender(),
                        "module",
                        "gov");
        var all = new ArrayList<>(fees(outcome, signature));
        all.add(message.with("msg_index", "0"));
        outcome.events().forEach(event -> all.add(event.with("msg_index", "0")));
        return all;
    }
}

package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.tx.SignedTx;
import java.util.List;
import java.util.Optional;

/// A transaction as it stands in a block.
///
/// @param sequence its sender signed with; 0 for an unordered one
/// @param gasWanted most gas it may use
/// @param signed with its signature, where somebody held the key
public record Envelope(
        String sender,
        List<Transaction> messages,
        long sequence,
        long gasWanted,
        Optional<SignedTx> signed) {
    private static final long GAS_WANTED = 2_000_000;

    public Envelope {
        messages = List.copyOf(messages);
    }

    static Envelope spoken(Transaction message, long sequence) {
        return new Envelope(
                message.sender(), List.of(message), sequence, GAS_WANTED, Optional.empty());
    }

    static Envelope of(SignedTx tx, String denomination) {
        var messages =
                tx.draft().messages().stream()
                        .map(message -> Messages.read(message, denomination))
                        .toList();
        return new Envelope(
                tx.signer().address().text(),
                messages,
                tx.sequence(),
                tx.draft().fee().gasLimit(),
                Optional.of(tx));
    }

    /// As the chain writes it, such as `20ngonka`; empty for none.
    public String fee() {
        return signed.map(tx -> Messages.coins(tx.draft().fee().amount())).orElse("");
    }

    /// Bytes in a block: near enough for one that nobody signed.
    long size() {
        return signed.map(tx -> (long) tx.bytes().length)
                .orElseGet(() -> 230L + messages.toString().length());
    }
}

package io.lockstep.chain.tx;

import com.google.protobuf.ByteString;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.Hash;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.key.SigningKey;
import java.time.Duration;
import java.time.Instant;

/// Signs drafts. Touches no network.
public final class Signing {
    /// How far ahead the timeout of an unordered transaction may lie.
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private Signing() {}

    /// @throws io.lockstep.chain.problem.ProblemException when the key is not the actor's, or an
    ///   unordered draft comes with a sequence
    public static SignedTx sign(Draft draft, SignerData data, SigningKey key) {
        check(draft, data, key.address());
        var document = TxBytes.document(draft, key.publicKey(), data);
        var signature = ByteString.copyFrom(key.sign(Hash.sha256(document)));
        return new SignedTx(draft, key.publicKey(), data.sequence(), signature);
    }

    /// A transaction with an empty signature, good for a simulation only.
    public static byte[] unsigned(Draft draft, PublicKey signer, long sequence) {
        return TxBytes.raw(new SignedTx(draft, signer, sequence, ByteString.EMPTY));
    }

    /// Refuses a timeout that the chain would refuse at this time.
    public static void checkTimeout(Draft draft, Instant now) {
        var timeout = draft.timeout();
        if (!draft.unordered() || timeout.isEmpty()) {
            return;
        }
        var ahead = Duration.between(now, timeout.get());
        if (!ahead.isPositive() || ahead.compareTo(LONGEST) > 0) {
            throw TxProblems.refused(
                    "The timeout %s of the unordered transaction is %s."
                            .formatted(
                                    timeout.get(),
                                    ahead.isPositive()
                                            ? "more than ten minutes ahead"
                                            : "already past"),
                    "Make it anew with a timeout of at most ten minutes.");
        }
    }

    private static void check(Draft draft, SignerData data, Address signer) {
        if (draft.messages().isEmpty()) {
            throw TxProblems.refused("The transaction holds no message.", "Make it anew.");
        }
        for (var message : draft.messages()) {
            if (!message.actor().equals(signer.text())) {
                throw TxProblems.refused(
                        "The transaction is one of %s, but the key is that of %s."
                                .formatted(message.actor(), signer),
                        "Give the key of that account.");
            }
        }
        if (draft.unordered() && data.sequence() != 0) {
            throw TxProblems.refused(
                    "An unordered transaction is signed with the sequence 0, not %d."
                            .formatted(data.sequence()),
                    "Leave --sequence out or give 0.");
        }
    }
}

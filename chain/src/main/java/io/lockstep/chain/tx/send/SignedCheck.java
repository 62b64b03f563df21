package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Signing;
import java.util.Optional;

/// Compares what was signed elsewhere with the chain, so that a refusal is known before anything is
/// sent.
final class SignedCheck {
    private static final String STANDS = "Nothing was sent.";

    private final TxNode node;
    private final Watch watch;

    SignedCheck(TxNode node, Watch watch) {
        this.node = node;
        this.watch = watch;
    }

    /// @param account of the signer
    Standing of(Sent sent, Account account) {
        if (!sent.tx().holdsFor(sent.data().chainId(), account.number())) {
            return new Standing.Unfit(
                    SendProblems.badSignature(sent.hash(), sent.data().chainId()).problem());
        }
        return watch.found(sent)
                .<Standing>map(Standing.Ended::new)
                .orElseGet(() -> unseen(sent, account));
    }

    /// What is used up or over may have been so by the transaction itself: a node lists it a moment
    /// after its block, so the last look is one block later.
    private Standing unseen(Sent sent, Account account) {
        var why = over(sent, account);
        if (why.isPresent()) {
            watch.nextBlock(sent);
            var found = watch.found(sent);
            return found.isPresent()
                    ? new Standing.Ended(found.get())
                    : new Standing.Unfit(why.get());
        }
        return early(sent, account)
                .<Standing>map(Standing.Unfit::new)
                .orElseGet(() -> new Standing.Fit(account));
    }

    private Optional<Problem> over(Sent sent, Account account) {
        var draft = sent.tx().draft();
        var latest = node.latest();
        if (draft.timeout().filter(until -> !until.isAfter(latest.time())).isPresent()) {
            return unfit(
                    "It was valid until %s, and the chain's time is %s."
                            .formatted(draft.timeout().get(), latest.time()));
        }
        if (draft.timeoutHeight() > 0 && latest.height() >= draft.timeoutHeight()) {
            return unfit(
                    "It was valid until block %d, and the chain is at %d."
                            .formatted(draft.timeoutHeight(), latest.height()));
        }
        return !draft.unordered() && account.sequence() > sent.tx().sequence()
                ? unfit(sequences(sent, account) + " That one is used up.")
                : Optional.empty();
    }

    /// What the chain will only take later.
    private Optional<Problem> early(Sent sent, Account account) {
        var draft = sent.tx().draft();
        try {
            Signing.checkTimeout(draft, node.latest().time());
        } catch (ProblemException e) {
            return unfit(e.problem().what());
        }
        return !draft.unordered() && account.sequence() < sent.tx().sequence()
                ? unfit(sequences(sent, account) + " Others must be in a block before.")
                : Optional.empty();
    }

    private static String sequences(Sent sent, Account account) {
        return "It was signed with the sequence %d, and the account's next is %d."
                .formatted(sent.tx().sequence(), account.sequence());
    }

    private static Optional<Problem> unfit(String what) {
        return Optional.of(
                new Problem(
                        "tx.unfit",
                        what,
                        STANDS,
                        "Sign it anew with what the chain names, if it is still wanted."));
    }
}

package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks for a transaction in blocks, and knows when it can no longer come.
final class Watch {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final TxNode node;
    private final Clock clock;
    private final Pause pause;

    Watch(TxNode node, Clock clock, Pause pause) {
        this.node = node;
        this.clock = clock;
        this.pause = pause;
    }

    /// Waits for a block with it, for its certain end, or until the patience is over. Answers that
    /// fail to come in between are asked for again.
    Outcome await(Sent sent, Duration patience) {
        var until = clock.instant().plus(patience);
        do {
            var seen = quietly(() -> settled(sent));
            if (seen.isPresent()) {
                return seen.get();
            }
            pause(sent);
        } while (clock.instant().isBefore(until));
        return unknown(sent);
    }

    static Outcome unknown(Sent sent) {
        return new Outcome.Unknown(sent.hash(), sent.tx().draft().timeout());
    }

    /// Empty while it may still come.
    Optional<Outcome> settled(Sent sent) {
        var found = found(sent);
        return found.isPresent()
                ? found
                : Optional.of(sent).filter(this::gone).map(_ -> lapsedUnlessFound(sent));
    }

    Optional<Outcome> found(Sent sent) {
        return node.find(sent.hash())
                .map(result ->
                        result.code() == 0 ? new Outcome.Done(result) : new Outcome.Failed(result));
    }

    /// A node lists a transaction a moment after its block, so the last look is one block later.
    private Outcome lapsedUnlessFound(Sent sent) {
        nextBlock(sent);
        return found(sent).orElseGet(() -> new Outcome.Lapsed(sent.hash()));
    }

    /// Whether no block can hold it any more: its time is over, or its sequence is used up.
    private boolean gone(Sent sent) {
        var draft = sent.tx().draft();
        var latest = node.latest();
        var late = draft.timeout().filter(until -> latest.time().isAfter(until)).isPresent();
        var high = draft.timeoutHeight() > 0 && latest.height() > draft.timeoutHeight();
        return late || high || (!draft.unordered() && sequence(sent) > sent.data().sequence());
    }

    private long sequence(Sent sent) {
        return node.account(sent.tx().signer().address()).map(Account::sequence).orElse(0L);
    }

    /// Waits until the chain is at least one block further, a minute at most.
    void nextBlock(Sent sent) {
        var height = node.latest().height();
        for (int i = 0; i < 60; i++) {
            pause(sent);
            if (node.latest().height() > height) {
                return;
            }
        }
        throw SendProblems.earlierOpen(sent.hash());
    }

    private void pause(Sent sent) {
        try {
            pause.of(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SendProblems.interrupted(sent.hash(), e);
        }
    }

    private static Optional<Outcome> quietly(Supplier<Optional<Outcome>> look) {
        try {
            return look.get();
        } catch (ProblemException e) {
            if (e.problem().code().equals("tx.interrupted")) {
                throw e;
            }
            return Optional.empty();
        }
    }
}

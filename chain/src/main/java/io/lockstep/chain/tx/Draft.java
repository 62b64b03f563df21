package io.lockstep.chain.tx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A transaction before it is signed.
///
/// @param timeoutHeight the last block it may stand in; 0 for any
/// @param unordered whether it stands outside the account's sequence; it then needs a timeout
/// @param timeout when it stops being valid, at most ten minutes ahead for an unordered one
public record Draft(
        List<Message> messages,
        String memo,
        long timeoutHeight,
        boolean unordered,
        Optional<Instant> timeout,
        Fee fee) {
    public Draft {
        messages = List.copyOf(messages);
        if (unordered && timeout.isEmpty()) {
            throw TxProblems.refused(
                    "An unordered transaction has no timeout.",
                    "Give one of at most ten minutes, such as --timeout 60s.");
        }
    }

    public static Draft ordered(Message message, Fee fee) {
        return new Draft(List.of(message), "", 0, false, Optional.empty(), fee);
    }

    public static Draft unordered(Message message, Instant timeout, Fee fee) {
        return new Draft(List.of(message), "", 0, true, Optional.of(timeout), fee);
    }

    public Draft with(Fee other) {
        return new Draft(messages, memo, timeoutHeight, unordered, timeout, other);
    }

    public Draft unorderedUntil(Instant until) {
        return new Draft(messages, memo, timeoutHeight, true, Optional.of(until), fee);
    }
}

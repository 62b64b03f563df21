package io.lockstep.app.rehearsal.traffic;

import java.time.Instant;
import java.util.Optional;

/// How one request ended.
///
/// @param served the version that was known to serve when it was sent
/// @param version who answered; empty when the answer names nobody
/// @param answerBegan when the head of the last answer came
/// @param stream whether it asked for a stream
/// @param cut whether the answer ended in the middle
/// @param failure why it counts as failed
record Ended(
        String asked,
        Instant sent,
        Instant ended,
        String served,
        String version,
        Optional<Instant> answerBegan,
        boolean stream,
        boolean cut,
        Optional<String> failure) {

    boolean moved() {
        return failure.isEmpty()
                && !served.isEmpty()
                && !version.isEmpty()
                && !served.equals(version);
    }
}

package io.lockstep.app.upgrade;

import java.time.Instant;
import java.util.Optional;

/// One line of the journal: an intent before something outside is touched, the evidence after it.
public record JournalEntry(
        long number, Instant at, Optional<StepName> step, Kind kind, String text) {

    public enum Kind {
        INTENT,
        EVIDENCE,
        FAILURE,
        NOTE
    }
}

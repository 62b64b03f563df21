package io.lockstep.chain.upgrade;

/// Something about the schedule that bites whoever does not know it (fact sheet, sections 3.4 and
/// 4.2).
///
/// @param text one sentence
public record ScheduleNote(Kind kind, long height, String text) {

    /// What it is about.
    public enum Kind {
        BLANK_VERSION,
        UNROUTABLE_VERSION,
        BINARIES_NAME_ANOTHER,
        OVERWRITTEN,
        WOULD_OVERWRITE,
        WOULD_CANCEL,
        TOO_LATE,
        SAME_VERSION_AGAIN,
        SEVERAL_PENDING,
        OWN_DIFFERS,
        HALTED
    }
}

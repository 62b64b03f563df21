package io.lockstep.app.nodes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How one MLNode stands with the API node.
///
/// @param pocIntended what proof of compute should be doing, and below it what it does
/// @param failure in the API node's words
/// @param at when the API node asked it last
/// @param becoming whether the API node is changing something right now
/// @param changedIn the epoch in which it was enabled or disabled
/// @param way how the API node reaches it
public record Standing(
        String inferenceSegment,
        String pocSegment,
        Optional<String> pocIntended,
        Optional<String> pocCurrent,
        Optional<String> failure,
        Optional<Instant> at,
        boolean becoming,
        OptionalLong changedIn,
        List<Slot> slots,
        Way way) {
    static final Standing UNKNOWN =
            new Standing(
                    "",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    OptionalLong.empty(),
                    List.of(),
                    Way.UNKNOWN);

    /// Its part in the epoch for one model.
    ///
    /// @param weight from its last proof of compute
    /// @param preserved goes on serving through the next PoC: the least safe one to touch
    public record Slot(String model, OptionalLong weight, boolean serves, boolean preserved) {}

    /// Whether one of its slots must serve through the next PoC.
    public boolean preserved() {
        return slots.stream().anyMatch(Slot::preserved);
    }

    Standing reached(Way by) {
        return new Standing(
                inferenceSegment,
                pocSegment,
                pocIntended,
                pocCurrent,
                failure,
                at,
                becoming,
                changedIn,
                slots,
                by);
    }
}

package io.lockstep.engine.change;

import java.util.List;
import java.util.Optional;

/// Edits that come in force together, as one generation, or not at all.
///
/// @param expectedGeneration refused when another generation is in force; absent for whichever is
/// @param unchecked skips the proof that the upstreams which get new traffic answer
public record EngineChange(List<Edit> edits, Optional<Long> expectedGeneration, boolean unchecked) {

    public EngineChange {
        edits = List.copyOf(edits);
    }

    /// A health-gated change of whichever generation is in force.
    public static EngineChange of(Edit... edits) {
        return new EngineChange(List.of(edits), Optional.empty(), false);
    }

    public EngineChange expecting(long generation) {
        return new EngineChange(edits, Optional.of(generation), unchecked);
    }

    public EngineChange withoutCheck() {
        return new EngineChange(edits, expectedGeneration, true);
    }

    /// What it does, on one line.
    public String summary() {
        return String.join(", ", edits.stream().map(Edit::text).toList());
    }
}

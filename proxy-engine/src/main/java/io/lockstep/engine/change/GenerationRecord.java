package io.lockstep.engine.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// How one generation came in force.
///
/// @param reason what was asked for, in the asker's words or ours; may be empty
/// @param changes what it changed in the generation before it, as [TableDiff#lines()]
/// @param stands whether it can be rolled back to: the steps of a cutover cannot
public record GenerationRecord(
        long generation,
        Instant at,
        Origin origin,
        String reason,
        List<String> changes,
        boolean stands) {

    /// Who changed the table.
    public enum Origin {
        /// The engine itself, when it started.
        @JsonProperty("start")
        START,
        /// Somebody over the control channel.
        @JsonProperty("control")
        CONTROL,
        /// A cutover, armed or running.
        @JsonProperty("cutover")
        CUTOVER,
        /// Somebody who went back to an older generation.
        @JsonProperty("rollback")
        ROLLBACK
    }
}

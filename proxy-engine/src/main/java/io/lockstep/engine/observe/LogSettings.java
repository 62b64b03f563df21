package io.lockstep.engine.observe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;

/// Whether, where and how exchanges are logged.
///
/// @param to a file, or `-` for standard output; absent for no log
/// @param sample one in so many is written, and every error; 1 for all
public record LogSettings(Optional<String> to, Format format, int sample) {
    public static final LogSettings OFF = new LogSettings(Optional.empty(), Format.TEXT, 1);

    /// How a line looks.
    public enum Format {
        /// For people.
        @JsonProperty("text")
        TEXT,
        /// One object a line.
        @JsonProperty("json")
        JSON
    }

    public LogSettings {
        if (sample < 1) {
            throw new ProblemException(
                    new Problem(
                            "engine.badSample",
                            "One request in %d cannot be logged.".formatted(sample),
                            "The log in force stays.",
                            "Give a whole number from 1 on; 1 logs every request."));
        }
        if (to.filter(String::isBlank).isPresent()) {
            throw new ProblemException(
                    new Problem(
                            "engine.badLog",
                            "The access log has no name.",
                            "The log in force stays.",
                            "Give a file, or - for standard output."));
        }
    }

    public boolean toStandardOutput() {
        return to.filter("-"::equals).isPresent();
    }
}

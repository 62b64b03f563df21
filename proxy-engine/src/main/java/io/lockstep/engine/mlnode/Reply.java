package io.lockstep.engine.mlnode;

import java.util.Optional;

/// What became of one call to an MLNode. Every case but the first carries a reason for the log.
public sealed interface Reply<T> {

    /// It did or said what was asked.
    record Is<T>(T value) implements Reply<T> {}

    /// It answered, and the answer is no; an `ERROR` under status 200 counts as one.
    record Refused<T>(int status, String reason) implements Reply<T> {}

    /// No connection came about or it broke.
    record Unreachable<T>(String reason) implements Reply<T> {}

    /// The limit passed without an answer; it may still be doing what was asked.
    record Silent<T>(String reason) implements Reply<T> {}

    default Optional<T> said() {
        return this instanceof Is<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /// One clause that says what happened.
    default String clause() {
        return switch (this) {
            case Is<T>(var value) -> "it answered " + value;
            case Refused<T>(int status, String reason) ->
                    "it answered status %d: %s".formatted(status, reason);
            case Unreachable<T>(String reason) -> "it cannot be reached: " + reason;
            case Silent<T>(String reason) -> "it does not answer: " + reason;
        };
    }
}

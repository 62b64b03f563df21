package io.lockstep.app.snapshot;

import io.lockstep.chain.problem.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// One part of the world as last read. Unknown is a state of its own, never a zero and never the
/// last value.
public sealed interface Reading<T> {

    /// Not asked yet.
    record Pending<T>() implements Reading<T> {}

    /// Read at `at` from `source` (an address, a socket, a program).
    record Live<T>(T value, Instant at, String source) implements Reading<T> {}

    /// Read once; the newest attempt failed.
    record Stale<T>(T value, Instant at, String source, Problem problem) implements Reading<T> {}

    /// Never read, and the newest attempt failed.
    record Failed<T>(Problem problem, Instant at) implements Reading<T> {}

    static <T> Reading<T> pending() {
        return new Pending<>();
    }

    /// The value, however old; who shows it must look at the kind of reading too.
    default Optional<T> latest() {
        return switch (this) {
            case Live<T>(T value, _, _) -> Optional.of(value);
            case Stale<T>(T value, _, _, _) -> Optional.of(value);
            case Pending<T> _, Failed<T> _ -> Optional.empty();
        };
    }

    /// The value, only when the newest attempt gave it: the one that decisions may use.
    default Optional<T> live() {
        return this instanceof Live<T>(T value, _, _) ? Optional.of(value) : Optional.empty();
    }

    default Optional<Problem> trouble() {
        return switch (this) {
            case Stale<T>(_, _, _, var problem) -> Optional.of(problem);
            case Failed<T>(var problem, _) -> Optional.of(problem);
            case Live<T> _, Pending<T> _ -> Optional.empty();
        };
    }

    /// A part of the value, as old and as troubled as the whole.
    default <U> Reading<U> map(Function<? super T, ? extends U> part) {
        return switch (this) {
            case Pending<T> _ -> new Pending<>();
            case Live<T>(T value, var at, var source) -> new Live<>(part.apply(value), at, source);
            case Stale<T>(T value, var at, var source, var problem) ->
                    new Stale<>(part.apply(value), at, source, problem);
            case Failed<T>(var problem, var at) -> new Failed<>(problem, at);
        };
    }

    /// What a failed attempt makes of this reading.
    default Reading<T> failed(Problem problem, Instant now) {
        return switch (this) {
            case Live<T>(T value, var at, var source) -> new Stale<>(value, at, source, problem);
            case Stale<T>(T value, var at, var source, _) ->
                    new Stale<>(value, at, source, problem);
            case Pending<T> _, Failed<T> _ -> new Failed<>(problem, now);
        };
    }
}

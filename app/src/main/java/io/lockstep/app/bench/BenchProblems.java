package io.lockstep.app.bench;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// What can go wrong while something is measured.
final class BenchProblems {
    private BenchProblems() {}

    static ProblemException failed(String what) {
        return new ProblemException(problem(what));
    }

    static ProblemException failed(String what, Throwable cause) {
        return new ProblemException(problem(what), cause);
    }

    private static Problem problem(String what) {
        return new Problem(
                "bench.failed",
                "The measurement failed: %s.".formatted(what.replaceAll("[.\\s]+$", "")),
                "Everything it started has been ended.",
                "Run it again on a machine with nothing else to do.");
    }
}

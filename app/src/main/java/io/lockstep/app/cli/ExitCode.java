package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;

/// What the command line ends with.
final class ExitCode {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int MISSING = 69;

    private ExitCode() {}

    /// Bad words are usage, whatever is missing or does not answer is missing.
    static int of(Problem problem) {
        return problem.code().startsWith("usage.") || problem.code().equals("settings.bad")
                ? USAGE
                : MISSING;
    }
}

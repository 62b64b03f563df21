package io.lockstep.app.rehearsal;

import io.lockstep.chain.problem.Problem;

/// What can go wrong with a rehearsal itself.
final class RehearsalProblems {
    private RehearsalProblems() {}

    static Problem engineGone() {
        return new Problem(
                "rehearsal.engineGone",
                "The rehearsal's proxy engine is gone.",
                "The rest of the stage stands.",
                "Strike it with lockstep rehearse --strike and begin anew.");
    }
}

package io.lockstep.app.rehearsal;

import io.lockstep.chain.problem.Problem;
import java.util.List;

/// What can go wrong with a rehearsal itself.
final class RehearsalProblems {
    private RehearsalProblems() {}

    static Problem another(List<String> standing) {
        return new Problem(
                "rehearsal.another",
                "Another rehearsal stands on this machine: %s."
                        .formatted(String.join(", ", standing)),
                "It was not touched, and nothing was begun.",
                "Let it end, or remove it with lockstep rehearse --strike.");
    }

    static Problem played() {
        return new Problem(
                "rehearsal.played",
                "Another Lockstep is playing this rehearsal.",
                "It goes on there; nothing was changed.",
                "Watch it there, or end that Lockstep first.");
    }

    static Problem engineGone() {
        return new Problem(
                "rehearsal.engineGone",
                "The rehearsal's proxy engine is gone.",
                "The rest of the stage stands.",
                "Strike it with lockstep rehearse --strike and begin anew.");
    }
}

package io.lockstep.engine.state;

import io.lockstep.chain.problem.Problem;

/// The refusal of every change while another engine takes over.
public final class Frozen {
    private Frozen() {}

    public static Problem problem() {
        return new Problem(
                "engine.beingReplaced",
                "Another engine is taking over from this one.",
                "Nothing was changed; requests are carried as before.",
                "Ask again in a moment.");
    }
}

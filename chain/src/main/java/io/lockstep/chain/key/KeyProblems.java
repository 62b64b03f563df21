package io.lockstep.chain.key;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// What can be wrong with a key that was handed in. None of these quotes it.
final class KeyProblems {
    private KeyProblems() {}

    static ProblemException noKey() {
        return new ProblemException(
                new Problem(
                        "usage.key",
                        "What was given is no private key.",
                        "Nothing was kept and nothing was signed.",
                        "Give 64 hexadecimal digits, or the mnemonic."));
    }

    static ProblemException words(String what) {
        return new ProblemException(
                new Problem(
                        "usage.mnemonic",
                        "The mnemonic %s.".formatted(what),
                        "Nothing was kept and nothing was signed.",
                        "Give 12, 15, 18, 21 or 24 English words in their order."));
    }
}

package io.lockstep.chain.tx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// What can be wrong before anything is signed.
final class TxProblems {
    private static final String STANDS = "Nothing was signed and nothing was sent.";

    private TxProblems() {}

    static ProblemException amount(String text) {
        return new ProblemException(
                new Problem(
                        "usage.amount",
                        "\"%s\" is no amount.".formatted(text),
                        STANDS,
                        "Write it like 25000000ngonka or 0.025gonka."));
    }

    static ProblemException fraction(String text, ArithmeticException cause) {
        return new ProblemException(
                new Problem(
                        "usage.amount",
                        "%s is no whole number of the chain's smallest coin.".formatted(text),
                        STANDS,
                        "One gonka is 1000000000 ngonka: give fewer places."),
                cause);
    }

    static ProblemException unknown(String type) {
        return new ProblemException(
                new Problem(
                        "tx.unknownMessage",
                        "The transaction holds a message that Lockstep does not know: %s."
                                .formatted(type),
                        STANDS,
                        "Sign it with the chain's own program, which can show what it does."));
    }

    static ProblemException file(String what) {
        return new ProblemException(
                new Problem(
                        "tx.file",
                        "This is no transaction file: %s.".formatted(what),
                        STANDS,
                        "Give the file that --generate-only wrote, unchanged."));
    }

    static ProblemException refused(String what, String remedy) {
        return new ProblemException(new Problem("tx.refused", what, STANDS, remedy));
    }
}

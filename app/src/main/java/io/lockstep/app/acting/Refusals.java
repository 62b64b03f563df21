package io.lockstep.app.acting;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// Why something is not done, before anything was.
final class Refusals {
    private static final String STANDS = "Nothing was signed and nothing was sent.";

    private Refusals() {}

    static ProblemException noSigner(String from) {
        return refused(
                "usage.key",
                from.isBlank()
                        ? "It is not said who signs."
                        : "There is no key %s here, and it is no address.".formatted(from),
                "Choose a key, as lockstep keys list names them, or give a whole address.");
    }

    static ProblemException noKey(String name) {
        return refused(
                "usage.key",
                "There is no key %s here.".formatted(name),
                "See which there are with lockstep keys list.");
    }

    static ProblemException keyElsewhere(Wish wish) {
        return refused(
                "usage.key",
                "%s is only watched: its key is not here.".formatted(wish.from()),
                "Write an unsigned file, with --generate-only, and sign it where the key is.");
    }

    static Problem noRest() {
        return problem(
                "settings.no.rest",
                "No address was given for the REST of the chain.",
                "Give it with --rest or in lockstep.toml.");
    }

    static Problem unchecked() {
        return problem(
                "settings.no.rest",
                "Nothing was checked: no address was given for the REST of the chain.",
                "Give it with --rest or in lockstep.toml.");
    }

    static ProblemException otherChain(String wanted, String found) {
        return refused(
                "tx.otherChain",
                "The node is on the chain %s, not on %s.".formatted(found, wanted),
                "Correct the REST address or the chain-id.");
    }

    static ProblemException noDeposit() {
        return refused(
                "usage.deposit",
                "The deposit is not known.",
                "Give --deposit, or a node with --rest to ask.");
    }

    static ProblemException unwritable(Exception cause) {
        return new ProblemException(
                problem("tx.unwritable", "The transaction cannot be shown.", "Make it anew."),
                cause);
    }

    private static ProblemException refused(String code, String what, String remedy) {
        return new ProblemException(problem(code, what, remedy));
    }

    private static Problem problem(String code, String what, String remedy) {
        return new Problem(code, what, STANDS, remedy);
    }
}

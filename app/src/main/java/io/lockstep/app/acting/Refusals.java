package io.lockstep.app.acting;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// Why something is not done, before anything was.
final class Refusals {
    private static final String STANDS = "Nothing was signed and nothing was sent.";

    private Refusals() {}

    static ProblemException noSigner(String from) {
        return refused(
                "act.signer",
                from.isBlank()
                        ? "It is not said who signs."
                        : "\"%s\" is neither a key of the keystore nor an address.".formatted(from),
                "Choose a key, or give the whole address of the account.");
    }

    static ProblemException notPrepared() {
        return refused(
                "act.notPrepared",
                "The chain would refuse this, or its key is not here.",
                "Mend what is objected to, or take the unsigned file to the machine with the key.");
    }

    static ProblemException noRest() {
        return refused(
                "settings.no.rest",
                "No address was given for the REST of the chain.",
                "Give it with --rest or in the settings.");
    }

    static ProblemException otherChain(String wanted, String found) {
        return refused(
                "chain.other-chain",
                "The node is on the chain %s, not on %s.".formatted(found, wanted),
                "Correct the REST address or the chain-id.");
    }

    private static ProblemException refused(String code, String what, String remedy) {
        return new ProblemException(new Problem(code, what, STANDS, remedy));
    }
}

package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// Why nothing is sent.
final class SendProblems {
    private static final String STANDS = "Nothing was signed and nothing was sent.";

    private SendProblems() {}

    static ProblemException otherChain(String wanted, String found) {
        return new ProblemException(
                new Problem(
                        "tx.otherChain",
                        "The node is on the chain %s, not on %s.".formatted(found, wanted),
                        STANDS,
                        "Check the address of the node and the chain-id."));
    }

    static ProblemException noAccount(Address address) {
        return new ProblemException(
                new Problem(
                        "tx.noAccount",
                        "The chain knows no account %s.".formatted(address),
                        STANDS,
                        "Send some coins to it first. If the key has other addresses elsewhere, import"
                                + " its mnemonic with another --coin-type: chains of July 2025 take"
                                + " 118, later ones 1200."));
    }

    static ProblemException badSignature(String hash, String chainId) {
        return new ProblemException(
                new Problem(
                        "tx.badSignature",
                        "The signature of %s does not hold for the chain %s and its account."
                                .formatted(hash, chainId),
                        "Nothing was sent.",
                        "Sign it with this chain-id and the account number that the chain names."));
    }

    static ProblemException earlierOpen(String hash) {
        return new ProblemException(
                new Problem(
                        "tx.earlierOpen",
                        "An earlier transaction of this account, %s, may still get into a block."
                                .formatted(hash),
                        "Nothing new was signed or sent.",
                        "Give the command again in a minute: the earlier one is looked up first."));
    }

    static ProblemException interrupted(String hash, InterruptedException cause) {
        return new ProblemException(
                new Problem(
                        "tx.interrupted",
                        "The wait for %s was ended.".formatted(hash),
                        "It may stand in a block; its bytes are kept in the journal.",
                        "Give the same command again: it looks this one up first."),
                cause);
    }
}

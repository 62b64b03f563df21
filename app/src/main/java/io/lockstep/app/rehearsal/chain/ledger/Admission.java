package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.upgrade.Generation;
import java.math.BigDecimal;
import java.util.List;

/// What the chain checks before it takes a proposal, a deposit or a vote.
final class Admission {
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_SUMMARY = 40 * 255;

    private final Genesis genesis;

    Admission(Genesis genesis) {
        this.genesis = genesis;
    }

    void check(ProposalDraft draft) throws Refusal {
        if (draft.messages().isEmpty() && draft.metadata().isBlank()) {
            throw new Refusal(
                    "gov",
                    11,
                    "either metadata or Msgs length must be non-nil: no messages proposed");
        }
        if (draft.title().isEmpty() || draft.summary().isEmpty()) {
            var what = draft.title().isEmpty() ? "title" : "summary";
            throw new Refusal("sdk", 18, "proposal " + what + " cannot be empty: invalid request");
        }
        if (draft.title().length() > LONGEST_TITLE || draft.metadata().length() > LONGEST_TITLE) {
            throw new Refusal("gov", 15, "got a title or metadata too long: metadata too long");
        }
        if (draft.summary().length() > LONGEST_SUMMARY) {
            throw new Refusal("gov", 22, "got summary too long: summary too long");
        }
        for (var message : draft.messages()) {
            check(message);
        }
        checkDeposit(draft.expedited(), draft.deposit());
    }

    void checkDeposit(boolean expedited, long amount) throws Refusal {
        var smallest = genesis.rules().smallestDeposit(expedited);
        if (amount < smallest) {
            throw new Refusal(
                    "gov",
                    16,
                    "received %s but need at least one of the following: %s: minimum deposit is too small"
                            .formatted(genesis.coins(amount), genesis.coins(smallest)));
        }
    }

    void checkWeights(List<VoteOption.Weighted> options) throws Refusal {
        var total =
                options.stream()
                        .map(VoteOption.Weighted::weight)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.compareTo(BigDecimal.ONE) != 0) {
            throw new Refusal("gov", 7, "total weight is not 1.0: invalid vote option");
        }
    }

    /// R1 dropped the checks that R0 makes of a partial upgrade.
    private void check(ProposalMessage message) throws Refusal {
        switch (message) {
            case PartialUpgrade(long height, var version, var binaries) -> {
                if (genesis.generation() == Generation.R0) {
                    invalidWhen(height <= 0, "height must be > 0");
                    invalidWhen(
                            version.isBlank() && binaries.isBlank(),
                            "either apiBinariesJson or nodeVersion must be set");
                }
            }
            case SoftwareUpgrade(var name, long height, _) -> {
                invalidWhen(name.isEmpty(), "name cannot be empty");
                invalidWhen(height <= 0, "height must be greater than 0");
            }
            case CancelUpgrade _, Other _ -> {}
        }
    }

    private static void invalidWhen(boolean wrong, String words) throws Refusal {
        if (wrong) {
            throw new Refusal("gov", 12, words + ": invalid request: invalid proposal message");
        }
    }
}

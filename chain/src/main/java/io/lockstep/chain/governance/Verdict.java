package io.lockstep.chain.governance;

import java.math.BigDecimal;
import java.math.BigInteger;

/// What a tally would decide if the voting ended now.
///
/// @param lacking voting power that is missing for the next better outcome: votes of any kind below
///   the quorum, yes votes below the threshold; zero otherwise
/// @param turnout share of the bonded power that voted, abstentions included
/// @param yes share of yes among the votes that were not abstentions
/// @param veto share of vetoes among all votes
public record Verdict(
        Outcome outcome, BigInteger lacking, BigDecimal turnout, BigDecimal yes, BigDecimal veto) {

    /// In the order in which the chain asks.
    public enum Outcome {
        NO_POWER,
        BELOW_QUORUM,
        ONLY_ABSTENTIONS,
        VETOED,
        BELOW_THRESHOLD,
        PASSES
    }

    /// Without a full stop.
    public String inWords() {
        return switch (outcome) {
            case NO_POWER -> "would fail now, nobody has voting power";
            case BELOW_QUORUM -> "below the quorum, %s more power must vote".formatted(lacking);
            case ONLY_ABSTENTIONS -> "would fail now, nobody voted yes or no";
            case VETOED -> "vetoed as it stands";
            case BELOW_THRESHOLD ->
                    "would be rejected now, %s more yes are needed".formatted(lacking);
            case PASSES -> "would pass now";
        };
    }
}

package io.lockstep.chain.governance;

import java.math.BigDecimal;
import java.util.List;

/// One vote as the chain holds it until the voting period ends.
///
/// @param choices one, or several with their weights
public record Ballot(String voter, List<Choice> choices) {

    /// @param weight share of the voter's power, at most one
    public record Choice(VoteOption option, BigDecimal weight) {}

    /// "yes", or "yes 0.7, no 0.3" for a weighted vote.
    public String inWords() {
        if (choices.size() == 1) {
            return name(choices.getFirst());
        }
        return String.join(
                ", ",
                choices.stream()
                        .map(choice ->
                                name(choice)
                                        + " "
                                        + choice.weight().stripTrailingZeros().toPlainString())
                        .toList());
    }

    private static String name(Choice choice) {
        return switch (choice.option()) {
            case YES -> "yes";
            case ABSTAIN -> "abstain";
            case NO -> "no";
            case NO_WITH_VETO -> "no with veto";
            case UNSPECIFIED -> "an option not known here";
        };
    }
}

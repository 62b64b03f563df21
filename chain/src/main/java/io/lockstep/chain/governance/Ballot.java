package io.lockstep.chain.governance;

import io.lockstep.chain.tx.VoteOption;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// One vote as the chain holds it until the voting period ends.
///
/// @param choices one, or several with their weights
public record Ballot(String voter, List<Choice> choices) {

    /// @param option empty for one that is not known here
    /// @param weight share of the voter's power, at most one
    public record Choice(Optional<VoteOption> option, BigDecimal weight) {
        public Choice(VoteOption option, BigDecimal weight) {
            this(Optional.of(option), weight);
        }
    }

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
        return choice.option().map(VoteOption::words).orElse("an option not known here");
    }
}

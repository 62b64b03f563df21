package io.lockstep.chain.tx;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Reads a vote as people write it: `yes`, or shares like `yes=0.7,no=0.3` that make one vote
/// together.
public final class Votes {
    private Votes() {}

    /// @param address who votes
    /// @throws io.lockstep.chain.problem.ProblemException when it is no vote, or its shares are not
    ///   exactly 1 together
    public static Message read(long proposalId, String address, String words) {
        var whole = VoteOption.named(words);
        if (whole.isPresent()) {
            return new Message.Vote(proposalId, address, whole.get(), "");
        }
        return new Message.VoteWeighted(proposalId, address, shares(words), "");
    }

    /// Refuses what the chain would refuse: an option twice, shares that are not 1 together.
    static List<WeightedOption> whole(List<WeightedOption> shares) {
        var seen = EnumSet.noneOf(VoteOption.class);
        var sum = BigDecimal.ZERO;
        for (var share : shares) {
            sum = sum.add(share.weight());
            if (!seen.add(share.option())) {
                throw refused("%s twice".formatted(share.option().words()));
            }
        }
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw refused(
                    "shares that are %s together, not 1"
                            .formatted(sum.stripTrailingZeros().toPlainString()));
        }
        return shares;
    }

    private static List<WeightedOption> shares(String text) {
        List<WeightedOption> shares = new ArrayList<>();
        for (var part : text.split(",", -1)) {
            var sides = part.split("=", 2);
            var option = VoteOption.named(sides[0]);
            if (sides.length < 2
                    || option.isEmpty()
                    || !sides[1].strip().matches("[01](\\.[0-9]{1,18})?")) {
                throw refused("\"%s\"".formatted(part));
            }
            shares.add(new WeightedOption(option.get(), new BigDecimal(sides[1].strip())));
        }
        return whole(shares);
    }

    private static RuntimeException refused(String what) {
        return TxProblems.refused(
                "This vote has %s.".formatted(what),
                "Vote yes, no, abstain or no_with_veto, or give shares like yes=0.7,no=0.3.");
    }
}

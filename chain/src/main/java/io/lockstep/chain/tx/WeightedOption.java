package io.lockstep.chain.tx;

import java.math.BigDecimal;

/// A share of one account's vote: above 0, at most 1, with 18 places.
public record WeightedOption(VoteOption option, BigDecimal weight) {
    private static final int PLACES = 18;

    public WeightedOption {
        if (weight.signum() <= 0
                || weight.compareTo(BigDecimal.ONE) > 0
                || weight.stripTrailingZeros().scale() > PLACES) {
            throw TxProblems.refused(
                    "The weight %s of %s is not above 0 and at most 1, with %d places at most."
                            .formatted(weight.toPlainString(), option.words(), PLACES),
                    "Give shares like yes=0.7,no=0.3.");
        }
        weight = weight.setScale(PLACES);
    }

    /// As the chain writes it, with all 18 places.
    String text() {
        return weight.toPlainString();
    }
}

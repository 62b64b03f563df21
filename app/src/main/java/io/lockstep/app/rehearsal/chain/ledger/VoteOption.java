package io.lockstep.app.rehearsal.chain.ledger;

import java.math.BigDecimal;

/// What one can vote; the numbers are those of the chain.
public enum VoteOption {
    YES(1),
    ABSTAIN(2),
    NO(3),
    NO_WITH_VETO(4);

    private final int number;

    VoteOption(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// An option with the share of one's power that goes to it.
    public record Weighted(VoteOption option, BigDecimal weight) {}
}

package io.lockstep.app.rehearsal.chain.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Decimals with the eighteen digits the chain always writes.
public final class Decimals {
    private Decimals() {}

    public static String text(BigDecimal value) {
        return value.setScale(18, RoundingMode.DOWN).toPlainString();
    }
}

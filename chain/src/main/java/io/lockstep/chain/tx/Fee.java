package io.lockstep.chain.tx;

import java.util.List;

/// What a transaction may use and what is paid for it.
///
/// @param payer who pays instead of the signer; empty for the signer
/// @param granter whose fee grant is used; empty for none
public record Fee(List<Coin> amount, long gasLimit, String payer, String granter) {
    public Fee {
        amount = List.copyOf(amount);
    }

    public static Fee of(List<Coin> amount, long gasLimit) {
        return new Fee(amount, gasLimit, "", "");
    }
}

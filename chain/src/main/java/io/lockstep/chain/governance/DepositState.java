package io.lockstep.chain.governance;

import io.lockstep.chain.tx.Coin;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Deposits of a proposal against what the chain asks for before anybody may vote.
///
/// @param missing per denomination; empty once there is enough
public record DepositState(List<Coin> paid, List<Coin> needed, List<Coin> missing) {

    static DepositState of(Proposal proposal, GovParams params) {
        var needed = params.minDeposit(proposal.expedited());
        List<Coin> missing = new ArrayList<>();
        for (var coin : needed) {
            var lacking = coin.amount().subtract(amount(proposal.deposit(), coin.denom()));
            if (lacking.signum() > 0) {
                missing.add(new Coin(coin.denom(), lacking));
            }
        }
        return new DepositState(proposal.deposit(), needed, List.copyOf(missing));
    }

    public boolean enough() {
        return missing.isEmpty();
    }

    /// "400 gonka of 500 gonka, 100 gonka missing"
    public String inWords() {
        var words = "%s of %s".formatted(Coin.words(paid), Coin.words(needed));
        return enough() ? words : words + ", %s missing".formatted(Coin.words(missing));
    }

    private static BigInteger amount(List<Coin> coins, String denom) {
        return coins.stream()
                .filter(coin -> coin.denom().equals(denom))
                .map(Coin::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}

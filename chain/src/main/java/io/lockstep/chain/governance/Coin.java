package io.lockstep.chain.governance;

import java.math.BigInteger;

/// An amount of one denomination, in its smallest unit.
public record Coin(String denom, BigInteger amount) {

    @Override
    public String toString() {
        return amount + denom;
    }
}

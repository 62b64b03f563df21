package io.lockstep.chain.tx.send;

import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Fee;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How a transaction is to be sent.
///
/// @param gas a fixed limit; empty for a simulation and half as much again
/// @param gasPrice what one unit of gas costs, in `denom`
/// @param unordered lifetime of an unordered transaction; empty for an ordered one
/// @param patience how long to wait for a block
public record Terms(
        String chainId,
        OptionalLong gas,
        BigDecimal gasPrice,
        String denom,
        Optional<Duration> unordered,
        Duration patience) {

    /// Simulated gas, no fee, ordered, a minute and a half of patience.
    public static Terms of(String chainId) {
        return new Terms(
                chainId,
                OptionalLong.empty(),
                BigDecimal.ZERO,
                Coin.BASE,
                Optional.empty(),
                Duration.ofSeconds(90));
    }

    /// The limit for what a simulation used.
    static long limit(long used) {
        return used + used / 2 + 10_000;
    }

    /// What that much gas costs, rounded up.
    public Fee fee(long limit) {
        var cost = gasPrice.multiply(BigDecimal.valueOf(limit)).setScale(0, RoundingMode.CEILING);
        return Fee.of(
                cost.signum() == 0 ? List.of() : List.of(new Coin(denom, cost.toBigInteger())),
                limit);
    }
}

package io.lockstep.chain.tx.send;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// How a transaction is to be sent.
///
/// @param gas a fixed limit; empty for a simulation and half as much again
/// @param price of gas; empty for the least that the node asks for
/// @param unordered lifetime of an unordered transaction; empty for an ordered one
/// @param patience how long to wait for a block
public record Terms(
        String chainId,
        OptionalLong gas,
        Optional<GasPrice> price,
        Optional<Duration> unordered,
        Duration patience) {

    /// Simulated gas, the fee that the node asks for, ordered, a minute and a half of patience.
    public static Terms of(String chainId) {
        return new Terms(
                chainId,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(90));
    }

    /// The limit for what a simulation used.
    static long limit(long used) {
        return used + used / 2 + 10_000;
    }
}

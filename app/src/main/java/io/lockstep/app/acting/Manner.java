package io.lockstep.app.acting;

import io.lockstep.chain.tx.send.GasPrice;
import io.lockstep.chain.tx.send.Terms;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// How an act is signed and sent, on whichever chain.
///
/// @param lifetime of an unordered transaction; empty for one in the account's sequence
/// @param gas a fixed limit; empty for a simulated one
/// @param price of gas; empty for the least that the node asks for
/// @param patience how long to wait for its block
public record Manner(
        Optional<Duration> lifetime,
        OptionalLong gas,
        Optional<GasPrice> price,
        Duration patience) {
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /// In sequence, simulated, at the price that the node asks for.
    public static final Manner USUAL =
            new Manner(Optional.empty(), OptionalLong.empty(), Optional.empty(), PATIENCE);

    Terms on(String chainId) {
        return new Terms(chainId, gas, price, lifetime, patience);
    }
}

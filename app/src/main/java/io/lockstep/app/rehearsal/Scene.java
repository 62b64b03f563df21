package io.lockstep.app.rehearsal;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.time.Duration;

/// What a rehearsal plays.
///
/// @param blockTime from block to block of the simulated chain
/// @param incumbent the version that serves at the beginning, as on chain
/// @param candidate the version the proposal asks for
public record Scene(
        Generation generation,
        Duration blockTime,
        CutoverPolicy policy,
        String incumbent,
        String candidate) {

    public static Scene of(Generation generation, Duration blockTime, CutoverPolicy policy) {
        return new Scene(generation, blockTime, policy, "v3.0.8", "v3.0.10");
    }
}

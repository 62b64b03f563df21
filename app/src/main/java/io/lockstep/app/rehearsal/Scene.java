package io.lockstep.app.rehearsal;

import io.lockstep.app.rehearsal.world.WorldPlan;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.time.Duration;

/// What a rehearsal plays.
///
/// @param blockTime from block to block of the simulated chain
/// @param incumbent the version that serves at the beginning, as on chain
/// @param candidate the version the proposal asks for
/// @param notice from the end of voting to the upgrade height
public record Scene(
        Generation generation,
        Duration blockTime,
        CutoverPolicy policy,
        String incumbent,
        String candidate,
        Duration notice) {

    public static Scene of(
            Generation generation, Duration blockTime, CutoverPolicy policy, Duration notice) {
        return new Scene(generation, blockTime, policy, "v3.0.8", "v3.0.10", notice);
    }

    WorldPlan plan() {
        return WorldPlan.of(generation, blockTime, notice);
    }

    /// About ten seconds, and never less than eight blocks.
    int settleBlocks() {
        return (int) Math.max(8, Duration.ofSeconds(10).dividedBy(blockTime));
    }
}

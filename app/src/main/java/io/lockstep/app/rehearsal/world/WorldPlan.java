package io.lockstep.app.rehearsal.world;

import io.lockstep.chain.upgrade.Generation;
import java.time.Duration;

/// What kind of world a rehearsal wants.
///
/// @param from version in force at the start
/// @param to version that is voted for
/// @param workBlocks blocks between the end of voting and the upgrade height
/// @param idleMillis the world ends by itself when nobody has asked it anything for so long
public record WorldPlan(
        Generation generation,
        long blockMillis,
        String from,
        String to,
        long workBlocks,
        String model,
        long idleMillis) {

    /// From v3.0.8 to v3.0.10, with ten minutes of patience.
    ///
    /// @param work what Lockstep needs between the end of voting and the upgrade height
    public static WorldPlan of(Generation generation, Duration blockTime, Duration work) {
        return new WorldPlan(
                generation,
                blockTime.toMillis(),
                "v3.0.8",
                "v3.0.10",
                Math.max(10, work.dividedBy(blockTime) + 1),
                "Qwen/Qwen2.5-7B-Instruct",
                Duration.ofMinutes(10).toMillis());
    }

    public WorldPlan idleFor(Duration idle) {
        return new WorldPlan(generation, blockMillis, from, to, workBlocks, model, idle.toMillis());
    }

    Duration blockTime() {
        return Duration.ofMillis(blockMillis);
    }
}

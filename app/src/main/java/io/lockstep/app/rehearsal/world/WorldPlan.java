package io.lockstep.app.rehearsal.world;

import io.lockstep.app.rehearsal.chain.scenario.Scenario;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.chain.upgrade.Generation;
import java.time.Duration;

/// What kind of world a rehearsal wants.
///
/// @param scenario name of the story
/// @param story its text
/// @param workBlocks blocks between the end of the usual vote and the upgrade height
/// @param idleMillis the world ends by itself when nobody has asked it anything for so long
public record WorldPlan(
        Generation generation,
        long blockMillis,
        String scenario,
        String story,
        long workBlocks,
        String model,
        long idleMillis) {

    /// The usual story, with ten minutes of patience.
    ///
    /// @param work what Lockstep needs between the end of voting and the upgrade height
    public static WorldPlan of(Generation generation, Duration blockTime, Duration work) {
        return of(generation, blockTime, work, Scenarios.happyPath());
    }

    /// As above, with another story.
    public static WorldPlan of(
            Generation generation, Duration blockTime, Duration work, Scenario scenario) {
        return new WorldPlan(
                generation,
                blockTime.toMillis(),
                scenario.name(),
                scenario.text(),
                Math.max(10, work.dividedBy(blockTime) + 1),
                "Qwen/Qwen2.5-7B-Instruct",
                Duration.ofMinutes(10).toMillis());
    }

    public WorldPlan idleFor(Duration idle) {
        return new WorldPlan(
                generation, blockMillis, scenario, story, workBlocks, model, idle.toMillis());
    }

    Duration blockTime() {
        return Duration.ofMillis(blockMillis);
    }

    Scenario played() {
        return Scenarios.read(scenario, story);
    }
}

package io.lockstep.app.rehearsal;

import io.lockstep.app.rehearsal.chain.scenario.Scenario;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.rehearsal.world.WorldPlan;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.time.Duration;

/// What a rehearsal plays.
///
/// @param blockTime from block to block of the simulated chain
/// @param incumbent the version that serves at the beginning, as on chain
/// @param candidate the version that Lockstep is to bring
/// @param notice from the end of voting to the upgrade height
/// @param scenario name of the story
/// @param story its text
public record Scene(
        Generation generation,
        Duration blockTime,
        CutoverPolicy policy,
        String incumbent,
        String candidate,
        Duration notice,
        String scenario,
        String story) {

    public static Scene of(
            Generation generation,
            Duration blockTime,
            CutoverPolicy policy,
            Duration notice,
            Scenario scenario) {
        return new Scene(
                generation,
                blockTime,
                policy,
                scenario.from(),
                scenario.candidate(),
                notice,
                scenario.name(),
                scenario.text());
    }

    Scenario played() {
        return Scenarios.read(scenario, story);
    }

    WorldPlan plan() {
        return WorldPlan.of(generation, blockTime, notice, played());
    }

    /// About six seconds, and never less than ten blocks.
    int settleBlocks() {
        return (int) Math.max(10, Duration.ofSeconds(6).dividedBy(blockTime));
    }
}

package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.app.upgrade.StepState.Done;
import io.lockstep.app.upgrade.StepState.Refused;
import io.lockstep.app.upgrade.StepState.Waiting;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepLogTest {
    private final List<String> told = new ArrayList<>();
    private final StepLog log = new StepLog(told::add);

    @Test
    void whatWaitsForAnotherStepIsNotTold() {
        log.show(plan(new Done("7 checks passed"), new Waiting("loading"), later()));
        log.show(plan(new Done("7 checks passed"), new Done("on the host"), later()));

        assertThat(told)
                .containsExactly(
                        "preflight, done: 7 checks passed",
                        "pull, waiting: loading",
                        "pull, done: on the host",
                        "front, waiting: waits for pull");
    }

    @Test
    void aStepIsDoneOnceWhateverProvesItLater() {
        log.show(plan(new Done("7 checks passed"), new Waiting("loading"), later()));
        log.show(plan(new Done("passed before"), new Waiting("loading"), later()));

        assertThat(told)
                .containsExactly("preflight, done: 7 checks passed", "pull, waiting: loading");
    }

    @Test
    void aCountdownIsToldOnceAndWhatComesAfterItIsTold() {
        log.show(plan(new Waiting("12 blocks left"), later(), later()));
        log.show(plan(new Waiting("11 blocks left"), later(), later()));
        log.show(plan(new Refused(gone()), later(), later()));

        assertThat(told)
                .containsExactly(
                        "preflight, waiting: 12 blocks left",
                        "preflight, refused: It is gone. All serves. Go on.");
    }

    @Test
    void aStepThatIsDoneNoMoreIsToldAgain() {
        log.show(plan(new Done("passed"), later(), later()));
        log.show(plan(new Waiting("the containers are not known"), later(), later()));
        log.show(plan(new Done("passed"), later(), later()));

        assertThat(told)
                .filteredOn(line -> line.startsWith("preflight"))
                .containsExactly(
                        "preflight, done: passed",
                        "preflight, waiting: the containers are not known",
                        "preflight, done: passed");
    }

    private static Plan plan(StepState preflight, StepState pull, StepState front) {
        var upgrade =
                new ScheduledUpgrade(
                        "v3.0.9", 100, Origin.PARTIAL_UPGRADE, true, OptionalLong.empty());
        return new Plan(
                new Goal(upgrade, "v3.0.8"),
                List.of(
                        new Step(StepName.PREFLIGHT, preflight),
                        new Step(StepName.PULL, pull),
                        new Step(StepName.FRONT, front)));
    }

    private static StepState later() {
        return new Waiting("waits for pull");
    }

    private static Problem gone() {
        return new Problem("gone", "It is gone.", "All serves.", "Go on.");
    }
}

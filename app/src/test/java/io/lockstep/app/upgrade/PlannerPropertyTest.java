package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.StepState.Done;
import io.lockstep.app.upgrade.StepState.Ready;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What must hold for every snapshot, however odd.
class PlannerPropertyTest {
    private static final int SNAPSHOTS = 100_000;

    private final Planner planner = new Planner(new ImageRule("mlnode:{tag}"), 10);

    @Test
    void aStepIsReadyOnlyOnceAllBeforeItAreDone() {
        Set<StepName> everReady = EnumSet.noneOf(StepName.class);
        for (long seed = 0; seed < SNAPSHOTS; seed++) {
            var snapshot = new Snapshots(seed).next();
            var plan = planner.plan(snapshot, Optional.empty(), Overrides.NONE);
            if (plan.isEmpty()) {
                continue;
            }
            var allDone = true;
            for (var step : plan.get().steps()) {
                if (step.state() instanceof Ready) {
                    assertThat(allDone).as("seed %d, %s", seed, step).isTrue();
                    everReady.add(step.name());
                }
                allDone &= step.state() instanceof Done;
            }
        }

        assertThat(everReady).contains(StepName.PULL, StepName.FRONT, StepName.CANDIDATE);
    }

    @Test
    void theCleanUpNeverNamesTheCandidateTheEngineOrWhatTheDefaultRouteNeeds() {
        var lists = 0;
        for (long seed = 0; seed < SNAPSHOTS; seed++) {
            var snapshot = new Snapshots(seed).next();
            var plan = planner.plan(snapshot, Optional.empty(), Overrides.NONE);
            var list =
                    plan.flatMap(known ->
                            planner.cleanUp(
                                    snapshot,
                                    known.goal(),
                                    Overrides.NONE,
                                    _ -> OptionalLong.empty()));
            if (list.isEmpty() || list.get().goes().isEmpty()) {
                continue;
            }
            lists++;
            var goal = plan.orElseThrow().goal();
            var engine = snapshot.proxy().live().orElseThrow();
            assertThat(engine.defaultUpstream())
                    .as("seed %d", seed)
                    .contains(goal.upgrade().version())
                    .isNotEqualTo(Optional.of(goal.incumbent()));
            for (var item : list.get().goes()) {
                if (item.kind() == Kind.CONTAINER) {
                    assertThat(snapshot.containers().live().orElseThrow().containers())
                            .as("seed %d", seed)
                            .anyMatch(c -> c.name().equals(item.name()) && mayGo(c, goal));
                }
            }
        }

        assertThat(lists).isGreaterThan(20);
    }

    private static boolean mayGo(Container container, Goal goal) {
        return container.role() != Container.Role.ENGINE
                && !Roles.stands(container, goal.upgrade().version());
    }
}

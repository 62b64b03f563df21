package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who comes up by itself after a reboot of the host.
@Timeout(60)
class HandOverActTest {
    private static final String CANDIDATE = "lockstep-mlnode-v3.0.9";

    @TempDir private Path folder;

    private final FakeWorld world = new FakeWorld();

    @Test
    void theStandbyNeverRestartsByItselfAndAtTheCutoverThePolicyChangesHands() throws Exception {
        try (var stage = new Stage(world, folder, new Crashes(0, false))) {
            stage.executor().automatic(true);
            assertThat(stage.awaitStep(StepName.CUTOVER, StepState.Waiting.class)).isTrue();
            assertThat(world.host().policy("mlnode-308")).contains("always");
            assertThat(world.host().policy(CANDIDATE)).contains("no");

            world.advance(FakeWorld.HEIGHT);
            stage.look();

            assertThat(stage.awaitStep(StepName.SETTLE, StepState.Waiting.class)).isTrue();
            assertThat(world.host().policy("mlnode-308")).contains("no");
            assertThat(world.host().policy(CANDIDATE)).contains("always");
        }
    }
}

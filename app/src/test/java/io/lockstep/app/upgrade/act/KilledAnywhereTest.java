package io.lockstep.app.upgrade.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeWorld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For every call to the outside of a clean run: killed just before it and just after it, then
/// started again.
class KilledAnywhereTest {
    private static final List<String> HOST_DONE =
            List.of(
                    "pull mlnode:3.0.9",
                    "create lockstep-engine",
                    "start lockstep-engine",
                    "create lockstep-engine-1",
                    "start lockstep-engine-1",
                    "create lockstep-mlnode-v3.0.9",
                    "start lockstep-mlnode-v3.0.9",
                    "restart mlnode-308 no",
                    "restart lockstep-mlnode-v3.0.9 always",
                    "stop mlnode-308",
                    "remove mlnode-308",
                    "remove image mlnode:3.0.8");
    private static final List<String> ENGINE_DONE =
            List.of(
                    "route v3.0.8",
                    "default v3.0.8",
                    "route v3.0.9",
                    "arm v3.0.9@1000",
                    "cutover SERVING",
                    "unroute v3.0.8");

    @TempDir private Path folder;

    @BeforeEach
    void letTheKilledDieInSilence() {
        var usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, death) -> {
            if (!(death instanceof Crashes.Killed) && usual != null) {
                usual.uncaughtException(thread, death);
            }
        });
    }

    @AfterEach
    void hearDeathsAgain() {
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void theEndIsTheSameAndNothingIsDoneTwice() throws Exception {
        var clean = new Crashes(0, false);
        var undisturbed = new FakeWorld();
        try (var stage = new Stage(undisturbed, folder.resolve("clean"), clean)) {
            assertThat(stage.runs()).isTrue();
        }
        assertThat(undisturbed.host().done()).isEqualTo(HOST_DONE);
        assertThat(undisturbed.engine().done()).isEqualTo(ENGINE_DONE);
        assertThat(clean.calls()).isGreaterThan(12);

        for (int call = 1; call <= clean.calls(); call++) {
            killedAt(call, false);
            killedAt(call, true);
        }
    }

    private void killedAt(int call, boolean after) throws InterruptedException {
        var name = "killed %s call %d".formatted(after ? "after" : "before", call);
        var world = new FakeWorld();
        var home = folder.resolve(name);
        try (var stage = new Stage(world, home, new Crashes(call, after))) {
            assertThat(stage.runs()).as(name).isFalse();
        }

        try (var again = new Stage(world, home, new Crashes(0, false))) {
            assertThat(again.runs()).as(name).isTrue();
        }

        assertThat(world.host().done()).as(name).isEqualTo(HOST_DONE);
        assertThat(world.engine().done()).as(name).isEqualTo(ENGINE_DONE);
        assertThat(world.host().names())
                .as(name)
                .containsExactlyInAnyOrder(
                        "postgres",
                        "lockstep-engine",
                        "lockstep-engine-1",
                        "lockstep-mlnode-v3.0.9");
        assertThat(world.outages()).as(name).isEmpty();
    }
}

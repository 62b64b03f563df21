package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static io.lockstep.engine.handover.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Entry;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.route.Errand;
import io.lockstep.engine.state.CrashDisk;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills the engine, starts another in its folder, and expects that nobody can tell at the end.
class RestartTest {
    /// More than any run takes; the loops end by themselves at the first run nobody killed.
    private static final int MANY = 200;

    @TempDir Path folder;
    private Optional<UncaughtExceptionHandler> usual = Optional.empty();

    /// A killed process does not print that it was killed.
    @BeforeEach
    void dieQuietly() {
        usual = Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!(failure instanceof CrashDisk.Killed)) {
                throw new AssertionError(thread.getName(), failure);
            }
        });
    }

    @AfterEach
    void dieAsUsual() {
        Thread.setDefaultUncaughtExceptionHandler(usual.orElse(null));
    }

    @Test
    void anArmedCutoverIsArmedAgain() {
        try (var scene = new Scene(folder)) {
            scene.arm(CutoverPolicy.BRIDGE);
            var before = scene.record();

            scene.restart();

            assertThat(scene.record()).isEqualTo(before);
            scene.reach(Scene.HEIGHT);
            assertServing(scene);
        }
    }

    @Test
    void aTriggerThatPassedMeanwhileIsActedOnAtOnce() {
        try (var scene = new Scene(folder)) {
            scene.arm(CutoverPolicy.BRIDGE);
            scene.cutovers.close();

            scene.reach(Scene.HEIGHT + 40);
            scene.restart();

            assertServing(scene);
            assertThat(scene.record().blockTime()).isEmpty();
        }
    }

    @Test
    void aLoadThatGoesOnMeanwhileIsNotBegunAnew() {
        var loaded = new CompletableFuture<Void>();
        try (var scene = new Scene(folder)) {
            scene.young.loadTakes(loaded);
            scene.arm(CutoverPolicy.HOLD);
            scene.reach(Scene.HEIGHT);
            Eventually.until(() -> "the load", () -> scene.young.state().equals("INFERENCE"));

            var probes = new AtomicInteger();
            scene.young.beforeReply(probes::incrementAndGet);
            scene.restart();
            Eventually.until(() -> "the new engine to ask", () -> probes.get() > 3);
            loaded.complete(null);

            assertServing(scene);
            assertThat(scene.calls).hasSize(2);
        }
    }

    @Test
    void theGapGoesOnFromWhereTheFirstEngineBeganIt() {
        var stopped = new CompletableFuture<Void>();
        try (var scene = new Scene(folder)) {
            scene.old.stopTakes(stopped);
            scene.arm(CutoverPolicy.HOLD);
            scene.reach(Scene.HEIGHT);
            var before = scene.await(Phase.STOPPING);
            scene.routing.counters().held().add(3);
            Eventually.until(() -> "the stop", () -> scene.calls.contains("old stop"));

            scene.restart();
            stopped.complete(null);
            var after = scene.await(Phase.SERVING);

            var waiting = before.log().stream().map(Entry::at).toList().get(1);
            assertThat(after.gapMillis())
                    .isEqualTo(waiting.until(after.servingAt().orElseThrow()).toMillis());
            assertThat(after.startedAt()).isEqualTo(before.startedAt());
            assertThat(after.millisFromBlock()).isEqualTo(before.millisFromBlock());
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyStepOfTheDiskItEndsTheSame(CutoverPolicy policy) throws Exception {
        var steps = 0;
        while (killedAfter(steps, policy)) {
            steps++;
        }

        assertThat(steps).isGreaterThan(15).isLessThan(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyCallToANodeItEndsTheSame(CutoverPolicy policy) throws Exception {
        var call = 1;
        while (killedInCall(call, policy)) {
            call++;
        }

        assertThat(call).isGreaterThan(6).isLessThan(MANY);
    }

    /// False when the engine reached its end before that step.
    private boolean killedAfter(int steps, CutoverPolicy policy) throws Exception {
        var disk = new CrashDisk(steps);
        try (var scene = new Scene(Files.createDirectory(folder.resolve("disk" + steps)))) {
            scene.restart(disk);
            try {
                scene.arm(policy);
            } catch (CrashDisk.Killed _) {
                assertThat(disk.killed()).isTrue();
            }
            scene.reach(Scene.HEIGHT);
            Eventually.until(() -> "an end", () -> disk.killed() || scene.record().over());
            scene.reach(Scene.HEIGHT - 5);
            scene.restart();
            if (scene.cutovers.record().isEmpty()) {
                scene.arm(policy);
            }
            scene.reach(Scene.HEIGHT);

            assertServing(scene);
            return disk.killed();
        }
    }

    /// Kills it after the call had its effect and before it was answered.
    private boolean killedInCall(int number, CutoverPolicy policy) throws Exception {
        var calls = new AtomicInteger();
        var inCall = new CompletableFuture<Void>();
        var goOn = new CompletableFuture<Void>();
        try (var scene = new Scene(Files.createDirectory(folder.resolve("call" + number)))) {
            Runnable count =
                    () -> {
                        if (calls.incrementAndGet() == number) {
                            inCall.complete(null);
                            goOn.join();
                        }
                    };
            scene.old.beforeReply(count);
            scene.young.beforeReply(count);
            scene.arm(policy);
            scene.reach(Scene.HEIGHT);
            Eventually.until(() -> "an end", () -> inCall.isDone() || scene.record().over());
            scene.restart();
            goOn.complete(null);

            assertServing(scene);
            return inCall.isDone();
        }
    }

    private static void assertServing(Scene scene) {
        scene.await(Phase.SERVING);
        assertThat(scene.young.loads()).isEqualTo(1);
        assertThat(scene.young.serves()).isTrue();
        assertThat(scene.old.state()).isEqualTo("STOPPED");
        assertThat(scene.defaultUpstream()).contains(NEW);
        assertThat(scene.upstream(NEW)).contains(NEW);
        assertThat(scene.upstream(OLD, Errand.WORK)).contains(NEW);
        assertThat(scene.upstream(OLD, Errand.COMMAND)).contains(OLD);
        assertThat(scene.calls.getFirst()).isEqualTo("old stop");
        assertThat(scene.calls.stream().filter(call -> call.startsWith("new up"))).hasSize(1);
    }
}

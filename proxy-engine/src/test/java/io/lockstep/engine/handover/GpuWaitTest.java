package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Entry;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.cutover.GpuWait;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.mlnode.FakeMlNode.Trait;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Between the stop of the incumbent and the load of the candidate lies a GPU that is really free.
class GpuWaitTest {
    private static final GpuWord ORPHAN = new GpuWord(false, "orphan 4711 holds GPU 0", 0);

    @TempDir Path folder;
    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatTheIncumbentKeepsIsWaitedForOnItsOwnWordToo() {
        scene.old.with(Trait.KEEPS_GPU).with(Trait.TELLS_GPU);
        arm(new GpuWait(60_000, false));

        scene.reach(Scene.HEIGHT);
        told("waiting, since GPU 0 has 73728 of 81920 MiB in use, says v0.1.0");
        assertThat(scene.calls).containsExactly("old stop");
        scene.gpu.free();

        scene.await(Phase.SERVING);
        told("its memory is free, says v0.1.0");
    }

    @Test
    void whereNoMlNodeTellsTheWordOfWhoeverArmedItIsWaitedFor() {
        scene.old.with(Trait.KEEPS_GPU);
        arm(new GpuWait(60_000, true));
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.WAITING_FOR_GPU);

        saying(ORPHAN, () -> details().contains("waiting, since orphan 4711 holds GPU 0"));
        assertThat(scene.calls).containsExactly("old stop");
        scene.gpu.free();
        saying(new GpuWord(true, "the console", 0), () -> phase() != Phase.WAITING_FOR_GPU);

        scene.await(Phase.SERVING);
        told("its memory is free, says the console");
    }

    @Test
    void aWordThatWasReadBeforeTheStopCountsNothing() {
        scene.young.with(Trait.TELLS_GPU);
        arm(new GpuWait(60_000, true));
        scene.cutovers.hear(ORPHAN);

        scene.reach(Scene.HEIGHT);

        scene.await(Phase.SERVING);
        told("its memory is free, says v0.2.0");
    }

    @Test
    void aPromisedWordThatNeverComesHoldsNobodyUp() {
        arm(new GpuWait(60_000, true));

        scene.reach(Scene.HEIGHT);

        scene.await(Phase.SERVING);
        told("nobody can tell whether its memory is free");
    }

    @Test
    void whatIsHeldToTheEndOfTheLimitIsNamedAndTheLoadIsTried() {
        scene.old.with(Trait.KEEPS_GPU);
        scene.young.with(Trait.TELLS_GPU);
        scene.cutovers.arm(
                Limits.ready(scene.cutover(CutoverPolicy.HOLD), 300)
                        .waiting(new GpuWait(30, false)));

        scene.reach(Scene.HEIGHT);
        Eventually.until(() -> "the load", () -> scene.calls.stream().anyMatch(GpuWaitTest::load));
        var record = scene.await(Phase.FELL_BACK);

        assertThat(record.log().stream().map(Entry::detail).toList())
                .anySatisfy(line -> assertThat(line).startsWith("not waiting any longer"));
        scene.gpu.free();
    }

    @Test
    void aRestartedEngineWaitsOn() {
        scene.old.with(Trait.KEEPS_GPU);
        scene.young.with(Trait.TELLS_GPU);
        arm(new GpuWait(60_000, false));
        scene.reach(Scene.HEIGHT);
        told("waiting, since GPU 0 has 73728 of 81920 MiB in use, says v0.2.0");

        scene.restart();
        told("waiting, since GPU 0 has 73728 of 81920 MiB in use, says v0.2.0");
        assertThat(scene.record().armed().gpu()).contains(new GpuWait(60_000, false));
        assertThat(scene.calls).containsExactly("old stop");
        scene.gpu.free();

        scene.await(Phase.SERVING);
        assertThat(scene.defaultUpstream()).contains(NEW);
        assertThat(scene.young.loads()).isEqualTo(1);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> arm(new GpuWait(0, false))).hasMessageContaining("GPU");
    }

    private void arm(GpuWait wait) {
        scene.cutovers.arm(scene.cutover(CutoverPolicy.HOLD).waiting(wait));
    }

    private Phase phase() {
        return scene.record().phase();
    }

    private static boolean load(String call) {
        return call.startsWith("new up");
    }

    private List<String> details() {
        return scene.record().log().stream().map(Entry::detail).toList();
    }

    private void told(String detail) {
        Eventually.until(() -> detail + " in " + details(), () -> details().contains(detail));
    }

    /// As a console that looks again and again does.
    private void saying(GpuWord word, BooleanSupplier done) {
        Eventually.until(
                () -> word + " to count, it is " + scene.record(),
                () -> {
                    scene.cutovers.hear(word);
                    return done.getAsBoolean();
                });
    }
}

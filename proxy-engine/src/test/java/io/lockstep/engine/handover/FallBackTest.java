package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static io.lockstep.engine.handover.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.FakeMlNode.Trait;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallBackTest {
    private static final long READY_LIMIT = 400;

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

    @ParameterizedTest
    @EnumSource
    void aCandidateThatIsNeverReadyGivesTheGpuBack(CutoverPolicy policy) {
        scene.young.with(Trait.NEVER_READY);

        var record = cutOver(policy, Phase.FELL_BACK);

        assertThat(code(record)).isEqualTo("cutover.notReady");
        assertIncumbentServesBoth();
        assertThat(scene.young.state()).isEqualTo("STOPPED");
        assertThat(scene.calls.stream().map(call -> call.replaceFirst(" up .*", " up")))
                .containsExactly("old stop", "new up", "new stop", "old up");
    }

    @Test
    void aLoadThatKeepsFailingGivesTheGpuBack() {
        scene.young.with(Trait.LOAD_FAILS);

        var record = cutOver(CutoverPolicy.BRIDGE, Phase.FELL_BACK);

        assertThat(code(record)).isEqualTo("cutover.notReady");
        assertIncumbentServesBoth();
        assertThat(scene.young.loads()).isZero();
    }

    @Test
    void aGpuThatIsNeverFreedEndsWithTheIncumbent() {
        scene.old.with(Trait.KEEPS_GPU);
        scene.young.with(Trait.TELLS_GPU);

        var record = cutOver(CutoverPolicy.HOLD, Phase.FELL_BACK);

        assertThat(record.log())
                .anyMatch(entry -> entry.detail().startsWith("not waiting any longer"))
                .anyMatch(entry -> entry.detail().contains("out of GPU memory"));
        assertIncumbentServesBoth();
    }

    @Test
    void anIncumbentThatDoesNotStopGoesOnServingAndNobodyElseIsBroughtUp() {
        scene.old.with(Trait.REFUSES_STOP);

        var record = cutOver(CutoverPolicy.BRIDGE, Phase.FELL_BACK);

        assertThat(code(record)).isEqualTo("cutover.incumbentRuns");
        assertThat(scene.calls).noneMatch(call -> call.contains(" up "));
        assertIncumbentServesBoth();
    }

    @Test
    void whenNeitherServesRequestsDoNotWaitForEverAndTheOperatorIsTold() {
        scene.young.with(Trait.LOAD_FAILS);
        scene.old.with(Trait.LOAD_FAILS);

        var record = cutOver(CutoverPolicy.HOLD, Phase.FELL_BACK);

        assertThat(code(record)).isEqualTo("cutover.nothingServes");
        assertThat(scene.defaultUpstream()).contains(OLD);
    }

    @Test
    void aRestartWhileFallingBackFallsBack() {
        scene.young.with(Trait.NEVER_READY);
        scene.old.with(Trait.LOAD_FAILS);
        scene.cutovers.arm(Limits.ready(scene.cutover(CutoverPolicy.HOLD), READY_LIMIT));
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.FALLING_BACK);

        scene.restart();
        scene.old.without(Trait.LOAD_FAILS);
        scene.young.without(Trait.NEVER_READY);

        assertThat(code(scene.await(Phase.FELL_BACK))).isEqualTo("cutover.notReady");
        assertIncumbentServesBoth();
    }

    @Test
    void anUpstreamThatIsTakenAwayEndsTheCutoverWithAReason() {
        scene.cutovers.arm(Limits.ready(scene.cutover(CutoverPolicy.HOLD), READY_LIMIT));
        scene.routing.change(table -> table.without(NEW));

        scene.reach(Scene.HEIGHT);
        var record = scene.await(Phase.FELL_BACK);

        assertThat(code(record)).isEqualTo("engine.noUpstream");
        assertThat(scene.defaultUpstream()).contains(OLD);
        assertThat(scene.old.serves()).isTrue();
    }

    private CutoverRecord cutOver(CutoverPolicy policy, Phase end) {
        scene.cutovers.arm(Limits.ready(scene.cutover(policy), READY_LIMIT));
        scene.reach(Scene.HEIGHT);
        return scene.await(end);
    }

    private void assertIncumbentServesBoth() {
        assertThat(scene.old.serves()).isTrue();
        assertThat(scene.defaultUpstream()).contains(OLD);
        assertThat(scene.upstream(OLD)).contains(OLD);
        assertThat(scene.upstream(NEW)).contains(OLD);
    }

    private static String code(CutoverRecord record) {
        return record.problem().map(Problem::code).orElse("none");
    }
}

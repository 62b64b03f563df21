package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static io.lockstep.engine.handover.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.Edit;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.change.GenerationRecord.Origin;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.control.CutoverGuard;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.MlNodes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a real cutover can be rolled back to, and what cannot.
class RollbackTest {
    @TempDir Path folder;
    private Scene scene;
    private Changes changes;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
        changes =
                new Changes(
                        scene.routing,
                        scene.state,
                        HealthGate.standard(MlNodes.plain()),
                        new CutoverGuard(scene.cutovers));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theEndOfACutoverCanBeHadAgainAndItsStepsCannot() {
        cutOver();
        var end = changes.history().getLast();
        assertThat(end.origin()).isEqualTo(Origin.CUTOVER);
        assertThat(end.reason()).isEqualTo("cutover v0.2.0@110, serving");
        changes.change(EngineChange.of(new Edit.Default(OLD)));
        assertThat(scene.defaultUpstream()).contains(OLD);

        changes.rollBack(end.generation(), false);

        assertThat(scene.defaultUpstream()).contains(NEW);
        assertThat(scene.routing.current().generation()).isEqualTo(end.generation() + 2);
        var steps = changes.history().stream().filter(record -> !record.stands()).toList();
        assertThat(steps).hasSizeGreaterThan(1).allMatch(step -> step.origin() == Origin.CUTOVER);
        for (var step : steps) {
            assertThatThrownBy(() -> changes.rollBack(step.generation(), true))
                    .hasMessageContaining("was a step of a cutover")
                    .hasMessageContaining("These can be had: 0, ");
        }
    }

    @Test
    void theTableBeforeACutoverComesBackUnderANewNumber() {
        var before = scene.routing.current();
        cutOver();

        changes.rollBack(before.generation(), false);

        var now = scene.routing.current();
        assertThat(now).isEqualTo(before.numbered(now.generation()));
        assertThat(now.generation()).isGreaterThan(scene.record().generation());
        assertThat(scene.state.table()).contains(now);
    }

    @Test
    void whileOneIsArmedNothingItNeedsIsTakenAway() {
        changes.change(EngineChange.of(new Edit.Default(NEW)));
        changes.change(EngineChange.of(new Edit.Default(OLD)));
        scene.arm(CutoverPolicy.BRIDGE);
        var armed = scene.routing.current();

        assertThatThrownBy(() -> changes.rollBack(1, true))
                .hasMessageContaining("The armed cutover needs " + NEW);

        assertThat(scene.routing.current()).isSameAs(armed);
        assertThat(changes.history())
                .extracting(GenerationRecord::stands)
                .containsExactly(true, true, true, false);
    }

    private void cutOver() {
        scene.arm(CutoverPolicy.BRIDGE);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.SERVING);
    }
}

package io.lockstep.engine.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.ArmedCutover.Model;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.route.Errand;
import io.lockstep.engine.route.Routing.Decision;
import io.lockstep.engine.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmingTest {
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
    void isOnDiskBeforeItIsAcknowledged() {
        var record = scene.cutovers.arm(scene.cutover(CutoverPolicy.BRIDGE));

        assertThat(StateFile.in(folder).cutover()).contains(record);
        assertThat(record.phase()).isEqualTo(Phase.ARMED);
    }

    @Test
    void isNotAcknowledgedWhenTheDiskRefuses() throws Exception {
        Files.createDirectory(folder.resolve("engine.json.new"));

        assertThat(refusal(scene.cutover(CutoverPolicy.BRIDGE)).code())
                .isEqualTo("engine.stateUnwritable");
        assertThat(scene.cutovers.record()).isEmpty();
        assertThat(scene.cutovers.chain()).isEmpty();
    }

    @Test
    void theSameAgainChangesNothing() throws Exception {
        var before = scene.cutovers.arm(scene.cutover(CutoverPolicy.BRIDGE));
        var bytes = Files.readAllBytes(folder.resolve("engine.json"));

        var after = scene.cutovers.arm(scene.cutover(CutoverPolicy.BRIDGE));

        assertThat(after).isEqualTo(before);
        assertThat(Files.readAllBytes(folder.resolve("engine.json"))).isEqualTo(bytes);
    }

    @Test
    void theSameAgainAfterItsEndIsNotCarriedOutAgain() {
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.SERVING);

        scene.arm(CutoverPolicy.HOLD);
        scene.restart();
        scene.arm(CutoverPolicy.HOLD);

        assertThat(scene.record().phase()).isEqualTo(Phase.SERVING);
        assertThat(scene.calls).hasSize(2);
    }

    @Test
    void anotherWhileOneIsArmedIsRefused() {
        scene.arm(CutoverPolicy.BRIDGE);

        assertThat(refusal(scene.cutover(CutoverPolicy.HOLD)).code())
                .isEqualTo("cutover.otherArmed");
        assertThat(scene.record().armed().policy()).isEqualTo(CutoverPolicy.BRIDGE);
    }

    @Test
    void aHeightThatHasPassedIsRefused() {
        scene.reach(Scene.HEIGHT);

        assertThat(refusal(scene.cutover(CutoverPolicy.BRIDGE)).what())
                .contains("block 110 is applied already");
        assertThat(scene.cutovers.record()).isEmpty();
    }

    @Test
    void aHeightThatHasPassedMayBeMeantAndThenBeginsAtOnce() {
        scene.reach(Scene.HEIGHT + 30);

        scene.cutovers.arm(Limits.late(scene.cutover(CutoverPolicy.BRIDGE)));

        scene.await(Phase.SERVING);
        Eventually.until(
                () -> "on disk",
                () -> StateFile.in(folder).cutover().equals(scene.cutovers.record()));
        assertThat(scene.record().armed().late()).isTrue();
    }

    /// An API node that has seen the height stops the incumbent within seconds.
    @Test
    void armedLateNothingStopsTheIncumbentUntilTheNodesAgreeAndItBegins() {
        scene.reach(Scene.HEIGHT + 30);
        scene.first.isOn("elsewhere");

        scene.cutovers.arm(Limits.late(scene.cutover(CutoverPolicy.BRIDGE)));

        assertThat(scene.record().phase()).isEqualTo(Phase.ARMED);
        assertThat(scene.upstream(Scene.OLD)).contains(Scene.OLD);
        assertThat(scene.upstream(Scene.NEW)).contains(Scene.OLD);
        assertThat(scene.send(Scene.OLD, Errand.COMMAND)).isInstanceOf(Decision.Refuse.class);
        assertThat(scene.send(Scene.NEW, Errand.COMMAND)).isInstanceOf(Decision.Refuse.class);

        scene.first.isOn(FakeChain.ID);

        scene.await(Phase.SERVING);
        assertThat(scene.upstream(Scene.NEW)).contains(Scene.NEW);
    }

    @Test
    void disarmedAgainALateOneLeavesBothVersionsToThemselves() {
        scene.first.close();
        scene.second.close();
        scene.cutovers.arm(Limits.late(scene.cutover(CutoverPolicy.BRIDGE)));

        scene.cutovers.disarm("v0.2.0@110");

        for (var version : List.of(Scene.OLD, Scene.NEW)) {
            assertThat(scene.upstream(version)).contains(version);
            assertThat(scene.upstream(version, Errand.COMMAND)).contains(version);
        }
        assertThat(scene.defaultUpstream()).contains(Scene.OLD);
    }

    @Test
    void aChainOfAnotherNameIsRefused() {
        scene.first.isOn("elsewhere");
        scene.second.isOn("elsewhere");

        assertThat(refusal(scene.cutover(CutoverPolicy.BRIDGE)).what())
                .contains("no RPC node is on the chain " + FakeChain.ID);
    }

    @Test
    void aChainThatDoesNotAnswerYetIsFollowedUntilItDoes() {
        scene.first.close();
        scene.second.close();

        assertThat(scene.cutovers.arm(scene.cutover(CutoverPolicy.BRIDGE)).phase())
                .isEqualTo(Phase.ARMED);
        assertThat(scene.cutovers.chain().orElseThrow().problem()).isPresent();
    }

    @Test
    void eachRefusalNamesItsReason() {
        var good = scene.cutover(CutoverPolicy.BRIDGE);

        assertThat(what("v9", good.candidate(), good)).contains("no upstream v9");
        assertThat(what(good.incumbent(), "v9", good)).contains("no upstream v9");
        assertThat(what(good.incumbent(), good.incumbent(), good)).contains("same version");
        assertThat(refusal(Limits.drain(good, 0)).what()).contains("limit");
        assertThat(refusal(Limits.ready(good, -1)).what()).contains("limit");
        assertThat(refusal(Scene.cutover("x", CutoverPolicy.BRIDGE, 0, List.of())).what())
                .contains("no RPC node");
        assertThat(refusal(Scene.cutover(" ", CutoverPolicy.BRIDGE, 0, List.of())).what())
                .contains("no id");
        assertThat(
                        refusal(Scene.cutover("x", CutoverPolicy.BRIDGE, -1, List.of(scene.first)))
                                .what())
                .contains("no block");
        assertThat(scene.cutovers.record()).isEmpty();
    }

    @Test
    void disarmedItNeverComes() {
        scene.arm(CutoverPolicy.BRIDGE);

        scene.cutovers.disarm("v0.2.0@110");
        scene.reach(Scene.HEIGHT);
        scene.restart();

        assertThat(scene.cutovers.record()).isEmpty();
        assertThat(StateFile.in(folder).cutover()).isEmpty();
        assertThat(scene.calls).isEmpty();
    }

    @Test
    void disarmedItMakesRoomForAnother() {
        scene.arm(CutoverPolicy.BRIDGE);
        scene.cutovers.disarm("v0.2.0@110");

        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);

        scene.await(Phase.SERVING);
    }

    @Test
    void disarmingWhatIsNotArmedIsNothingToDo() {
        scene.cutovers.disarm("none");

        assertThat(scene.cutovers.record()).isEmpty();
    }

    @Test
    void disarmingByAnotherNameIsRefused() {
        scene.arm(CutoverPolicy.BRIDGE);

        var failure =
                catchThrowableOfType(
                        ProblemException.class, () -> scene.cutovers.disarm("another"));

        assertThat(failure.problem().code()).isEqualTo("cutover.otherArmed");
        assertThat(scene.record().phase()).isEqualTo(Phase.ARMED);
    }

    @Test
    void onceBegunItIsNotTakenBack() {
        scene.arm(CutoverPolicy.HOLD);
        scene.reach(Scene.HEIGHT);
        scene.await(Phase.SERVING);

        var failure =
                catchThrowableOfType(
                        ProblemException.class, () -> scene.cutovers.disarm("v0.2.0@110"));

        assertThat(failure.problem().code()).isEqualTo("cutover.begun");
        assertThat(StateFile.in(folder).cutover()).isPresent();
    }

    private String what(String incumbent, String candidate, ArmedCutover good) {
        return refusal(
                        new ArmedCutover(
                                "x",
                                good.chainId(),
                                good.height(),
                                0,
                                incumbent,
                                candidate,
                                good.rpcs(),
                                new Model("m", "float16", List.of()),
                                good.policy(),
                                1,
                                1,
                                1))
                .what();
    }

    private Problem refusal(ArmedCutover cutover) {
        return catchThrowableOfType(ProblemException.class, () -> scene.cutovers.arm(cutover))
                .problem();
    }
}

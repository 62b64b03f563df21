package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ui.parts.Place;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator reads in each state, and what becomes of a click.
class ConsoleFrameTest {

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @Test
    void nothingReadYetIsToldAsUnknownAndNeverAsZero() {
        var bench = bench().show(Scenes.loading());

        assertThat(bench.text("status-height")).isEqualTo("unknown");
        assertThat(bench.text("pill")).isEqualTo("Schedule unknown");
        assertThat(bench.text("next-sentence")).isEqualTo("Reading the chain and this host.");
        assertThat(bench.shown("pulse")).isFalse();
    }

    @Test
    void anUnreachableChainSaysWhatStandsAndOffersTheRemedy() {
        var bench = bench().show(Scenes.unreachable());

        assertThat(bench.text("next-sentence")).isEqualTo("No RPC node answers.");
        assertThat(bench.text("next-why")).contains("The engine goes on");
        bench.click("overview-primary");
        assertThat(bench.shown("view-settings")).isTrue();
    }

    @Test
    void quietSaysThatOneMaySleepAndWhatTheLastCutoverCost() {
        var bench = bench().show(Scenes.quiet());

        assertThat(bench.text("quiet")).isEqualTo("All quiet.");
        assertThat(bench.texts()).contains("Requests bridged", "31", "4.2\u00a0s");
        assertThat(bench.text("pill")).isEqualTo("Nothing scheduled");
    }

    @Test
    void aReadyStepIsOneButtonNamedAfterTheAct() {
        var bench = bench().show(Scenes.ready());

        assertThat(bench.text("overview-primary")).isEqualTo("Pull the image");
        bench.click("overview-primary");
        assertThat(bench.asked).containsExactly("carry out PULL");
    }

    @Test
    void aRefusalTellsTheReasonAndOffersNoWayToForceIt() {
        var bench = bench().show(Scenes.refused());

        assertThat(bench.text("next-sentence")).contains("12\u202f000 MB free");
        assertThat(bench.text("overview-primary")).isEqualTo("Open upgrade");
        bench.open(Place.UPGRADE);
        assertThat(bench.shown("upgrade-primary")).isFalse();
        assertThat(bench.text("badge-upgrade")).isEqualTo("1");
    }

    @Test
    void armedShowsBlocksLeftWithItsTimeAsARange() {
        var bench = bench().show(Scenes.armed());

        assertThat(bench.text("blocks-left")).isEqualTo("688");
        assertThat(bench.text("blocks-unit").replace('\u00a0', ' '))
                .isEqualTo("blocks · about 1 h 07 m, between 13:58 and 14:07");
        assertThat(bench.text("pill")).isEqualTo("Armed · v3.0.10 at 1\u202f250\u202f000");
        assertThat(bench.text("next-sentence")).isEqualTo("Nothing to do until the cutover.");
    }

    @Test
    void aStaleHeightIsShownWithItsAgeAndWithoutAForecast() {
        var bench = bench().show(Scenes.stale());

        assertThat(bench.text("blocks-unit")).isEqualTo("blocks when last read");
        assertThat(bench.texts()).contains("2\u00a0m\u00a010\u00a0s ago");
    }

    @Test
    void theCutoverUnderWayTellsItsPhases() {
        var bench = bench().show(Scenes.underWay());

        assertThat(bench.text("blocks-unit")).startsWith("The candidate loads its model");
        assertThat(bench.texts()).contains("Older requests end", "Waiting for a free GPU");
    }

    @Test
    void aFallBackSaysWhoServesAgain() {
        var bench = bench().show(Scenes.fellBack());

        assertThat(bench.text("next-sentence"))
                .isEqualTo("v3.0.8 serves again, the cutover fell back.");
        assertThat(bench.text("pill")).startsWith("Fell back");
    }

    @Test
    void afterTheCutoverTheCandidateStandsAboveWithItsOwnColour() {
        var bench = bench().show(Scenes.settling());

        assertThat(bench.node("card-candidate").getLayoutY()).isZero();
        assertThat(bench.node("card-incumbent").getLayoutY()).isPositive();
        assertThat(bench.texts()).contains("Serving v3.0.10", "Retired v3.0.8");
    }

    @Test
    void theBarsOfACardTakeTheColourOfTheVersionThatMovedIn() {
        var bench = bench().show(Scenes.armed()).show(Scenes.settling());

        assertThat(bench.node("card-candidate").lookupAll(".part-candidate")).hasSize(2);
        assertThat(bench.node("card-candidate").lookupAll(".part-incumbent")).isEmpty();
    }

    @Test
    void theStepsOfAPlanStandThereWithTheirEvidence() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.working());

        assertThat(bench.text("step-PULL-detail")).isEqualTo("mlnode:3.0.10 is on the host");
        assertThat(bench.text("step-CANDIDATE-detail")).startsWith("no answer through /v3.0.10");
        assertThat(bench.text("step-heading"))
                .isEqualTo("Start the candidate beside the incumbent");
    }

    @Test
    void choosingAStepShowsItUntilTheCurrentOneIsChosenAgain() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.working());

        bench.click("step-PULL");
        assertThat(bench.text("step-heading")).isEqualTo("Bring the image onto the host");
        bench.click("step-CANDIDATE");
        assertThat(bench.text("step-heading"))
                .isEqualTo("Start the candidate beside the incumbent");
    }

    @Test
    void rollingBackIsAskedOnceMoreWithItsConsequence() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.working());

        bench.click("roll-back");
        assertThat(bench.asked).isEmpty();
        assertThat(bench.text("consequence")).contains("removes v3.0.10", "v3.0.8 is not touched");
        assertThat(bench.text("confirm")).isEqualTo("Roll back v3.0.10");
        bench.click("confirm");
        assertThat(bench.asked).containsExactly("roll back");
    }

    @Test
    void keepingTheCandidateAsksForNothing() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.working());

        bench.click("roll-back");
        bench.click("keep");

        assertThat(bench.asked).isEmpty();
        assertThat(bench.shown("roll-back")).isTrue();
    }

    @Test
    void disarmingFromTheOverviewLeadsToTheQuestion() {
        var bench = bench().show(Scenes.armed());

        bench.click("overview-disarm");
        assertThat(bench.text("confirm")).isEqualTo("Disarm v3.0.10");
        bench.click("confirm");
        assertThat(bench.asked).containsExactly("disarm");
    }

    @Test
    void aQuestionGoesAwayWhenTheCutoverBeginsMeanwhile() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.armed());

        bench.click("disarm");
        bench.show(Scenes.underWay());

        assertThat(bench.shown("confirm")).isFalse();
    }

    @Test
    void theCleanUpListsWhatGoesAndNamesTheCount() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.cleanUp());

        assertThat(bench.text("bytes-freed")).isEqualTo("21.7\u00a0GB");
        assertThat(bench.text("clean-up")).isEqualTo("Clean up 5 things");
        assertThat(bench.texts()).contains("join-mlnode-308-1", "used by v3.0.10", "not ours");
        bench.click("tick-network-lockstep-upgrade-7");
        bench.click("tick-image-mlnode-3-0-8");
        assertThat(bench.text("clean-up")).isEqualTo("Clean up 3 things");
        assertThat(bench.text("bytes-freed")).isEqualTo("3.8\u00a0GB");
        bench.click("clean-up");
        assertThat(bench.asked)
                .containsExactly(
                        "clean up [container:join-mlnode-308-1, file:pull leftovers, 3,"
                                + " route:/v3.0.8 in the engine]");
    }

    @Test
    void aTickIsSetAndTakenByTheSpaceBarAndTheFocusStaysWhenTheListIsDrawnAgain() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.cleanUp());
        var id = "tick-network-lockstep-upgrade-7";

        Fx.run(() -> {
            bench.node(id).requestFocus();
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(
                        bench.node(id),
                        new KeyEvent(type, " ", " ", KeyCode.SPACE, false, false, false, false));
            }
        });
        bench.show(Scenes.cleanUp());

        assertThat(bench.text("clean-up")).isEqualTo("Clean up 4 things");
        assertThat(Fx.get(() -> bench.scene.getFocusOwner().getId())).isEqualTo(id);
    }

    @Test
    void theOldImageCanWaitOnTheShelf() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.cleanUp());

        bench.click("shelve");

        assertThat(bench.asked).containsExactly("shelve mlnode:3.0.8 for 14 days");
    }

    @Test
    void afterTheCutoverRollingBackWantsTheVersionTypedAndSaysWhatItMeans() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.settling());

        bench.click("roll-back");
        assertThat(bench.text("consequence"))
                .contains("The chain asks for v3.0.10", "Nothing is removed");
        bench.click("confirm");
        assertThat(bench.asked).isEmpty();
        bench.enter("typed", "v3.0.7");
        bench.click("confirm");
        assertThat(bench.asked).isEmpty();
        bench.enter("typed", "v3.0.8");
        assertThat(bench.text("confirm")).isEqualTo("Switch back to v3.0.8");
        bench.click("confirm");

        assertThat(bench.asked).containsExactly("roll back");
    }

    @Test
    void theWayBackIsOfferedBesideTheCleanUpAsLongAsItIsThere() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.cleanUp());

        bench.click("clean-up-roll-back");
        bench.enter("typed", "v3.0.8");
        bench.click("confirm");

        assertThat(bench.asked).containsExactly("roll back");
    }

    @Test
    void aFailingCheckIsGonePastOnlyWithAReason() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.refusedCheck());

        bench.click("override");
        assertThat(bench.text("consequence"))
                .contains("height-is-outside-PoC", "keeps your reason");
        bench.enter("typed", "  ");
        bench.click("confirm");
        assertThat(bench.asked).isEmpty();
        bench.enter("typed", "agreed with the network");
        bench.click("confirm");

        assertThat(bench.asked)
                .containsExactly("override height-is-outside-PoC: agreed with the network");
    }

    @Test
    void whereNothingIsDecidedOneMayStillLookForLeftovers() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.quiet());

        bench.click("look-for-leftovers");

        assertThat(bench.asked).containsExactly("survey");
    }

    @Test
    void theCleanUpIsReadBeforeItIsConfirmed() {
        var bench = bench().show(Scenes.cleanUp());

        bench.click("overview-primary");

        assertThat(bench.asked).isEmpty();
        assertThat(bench.shown("clean-up")).isTrue();
    }

    @Test
    void automaticIsAskedForOnceAndNotByBeingShown() {
        var bench = bench().open(Place.UPGRADE).show(Scenes.ready());

        Fx.run(() ->
                ((atlantafx.base.controls.ToggleSwitch) bench.node("automatic")).setSelected(true));

        assertThat(bench.asked).containsExactly("automatic true");
    }

    @Test
    void thePaletteFindsACommandByItsWordsAndEnterRunsIt() {
        var bench = bench().show(Scenes.ready());

        bench.click("palette-open");
        Fx.run(() -> {
            var words = (TextField) bench.node("palette-words");
            words.setText("copy height");
            Event.fireEvent(words, key(KeyCode.ENTER));
        });

        assertThat(bench.copied).containsExactly("1249312");
        assertThat(bench.shown("palette")).isFalse();
    }

    @Test
    void thePaletteOffersTheNextStepFirst() {
        var bench = bench().show(Scenes.ready());

        bench.click("palette-open");
        Fx.run(() -> Event.fireEvent(bench.node("palette-words"), key(KeyCode.ENTER)));

        assertThat(bench.asked).containsExactly("carry out PULL");
    }

    @Test
    void escapeLeavesThePaletteWithoutDoingAnything() {
        var bench = bench().show(Scenes.ready());

        bench.click("palette-open");
        Fx.run(() -> Event.fireEvent(bench.node("palette-words"), key(KeyCode.ESCAPE)));

        assertThat(bench.shown("palette")).isFalse();
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void whatCannotBeDoneNowIsNotInThePalette() {
        var bench = bench().show(Scenes.quiet());

        bench.click("palette-open");
        var names =
                Fx.get(() ->
                        ((ListView<?>) bench.node("palette-list"))
                                .getItems().stream()
                                        .map(item -> ((Commands.Command) item).name())
                                        .toList());

        assertThat(names).contains("Go to Proxy").noneMatch(name -> name.startsWith("Roll back"));
    }

    @Test
    void firstUseBeginsWithTheAddressesAndTellsWhatEachAnswers() throws Exception {
        var bench = new Bench(Theme.LIGHT, new Unconfigured()).show(Scenes.loading());
        assertThat(bench.shown("view-settings")).isTrue();

        Fx.run(() -> ((TextField) bench.node("settings-rpc")).setText("http://a:26657"));
        bench.click("settings-test");

        assertThat(
                        Waiting.until(() ->
                                bench.texts().stream()
                                        .anyMatch(text ->
                                                text.equals("http://a:26657: nobody listens"))))
                .isTrue();
    }

    @Test
    void everyButtonThatCanBeReachedHasANameForTests() {
        var bench = bench().show(Scenes.armed());

        for (var place : Place.values()) {
            bench.open(place);
            var nameless =
                    Fx.get(() ->
                            bench.scene.getRoot().lookupAll(".button").stream()
                                    .filter(node -> node instanceof Button)
                                    .filter(node -> node.getId() == null)
                                    .map(node -> ((Labeled) node).getAccessibleText())
                                    .toList());
            assertThat(nameless).as(place.name()).isEmpty();
        }
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private static Bench bench() {
        return new Bench(Theme.LIGHT);
    }

    /// Nothing is configured and nobody answers.
    private static final class Unconfigured implements FirstRun {
        @Override
        public Form current() {
            return Form.empty();
        }

        @Override
        public List<Finding> check(Form form) {
            return form.rpcs().stream()
                    .map(rpc -> new Finding(Field.RPC, rpc, false, "nobody listens"))
                    .toList();
        }

        @Override
        public void save(Form form) {}
    }
}

package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.acting.ChainDesk.OpenSend;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Governance in the console: what is read in it, and that nothing is signed or sent by accident.
class GovernanceConsoleTest {
    private final Bench bench = new Bench(Theme.LIGHT).window().open(Place.GOVERNANCE);

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        bench.desk.mayEnd.countDown();
        bench.close();
    }

    @Test
    void theTallyStandsAgainstTheLimitsOfThisChain() {
        bench.show(Scenes.watched(Scenes.armed()));

        assertThat(bench.text("proposal-verdict"))
                .isEqualTo("Below the quorum: 456\u202f000 more power must vote.");
        assertThat(bench.texts())
                .contains(
                        "3\u00a0%, needs 33.4\u00a0%",
                        "0.7\u00a0%, at most 33.4\u00a0%", "94.1\u00a0%, more than 50\u00a0%");
        assertThat(bench.text("proposal-end")).contains("between block 1\u202f265");
    }

    @Test
    void aMissingVoteOfTheOperatorIsToldInTheListTheDetailAndTheRail() {
        bench.show(Scenes.watched(Scenes.armed()));

        assertThat(bench.texts()).contains("You have not voted", "You have not voted.");
        assertThat(bench.text("badge-governance")).isEqualTo("1");
    }

    @Test
    void withoutAnAccountTheWayToNameOneIsOffered() {
        bench.show(Scenes.armed());

        assertThat(bench.shown("name-account")).isTrue();
        bench.click("name-account");
        assertThat(bench.shown("view-settings")).isTrue();
    }

    @Test
    void whatTheChainDeletesIsStillThere() {
        bench.show(Scenes.watched(Scenes.armed()));

        assertThat(bench.texts())
                .contains(
                        "Voters 13, depositors 1, as seen so far",
                        "Voting on proposal 8 has begun.");
    }

    @Test
    void tenThousandProposalsMakeOnlyTheRowsThatAreSeen() {
        bench.show(Hostile.many(10_000));

        assertThat(Fx.get(() -> ((ListView<?>) bench.node("governance-list")).getItems()))
                .hasSize(10_000);
        assertThat(bench.scene.getRoot().lookupAll(".proposal-cell")).hasSizeLessThan(40);
        bench.enter("governance-filter", "v3.1.10000");
        assertThat(Fx.get(() -> ((ListView<?>) bench.node("governance-list")).getItems()))
                .hasSize(1);
    }

    @Test
    void hostileTextsNeitherTurnTheWindowNorStretchIt() {
        bench.show(Hostile.scene());

        assertThat(bench.texts())
                .noneMatch(text -> text.matches("(?s).*[\u202e\u2067\u001b\u0000].*"));
        assertThat(Fx.get(() -> bench.node("proposal-detail").getBoundsInParent().getMaxX()))
                .isLessThan(1280);
    }

    @Test
    void aChainThatWasNeverReadShowsItsReasonAndNoProposal() {
        var away =
                new Problem("rest.away", "The REST does not answer.", "The rest is read.", "Look.");
        bench.show(
                Scenes.loading()
                        .withGovernance(Scenes.NOW, new Reading.Failed<>(away, Scenes.NOW)));

        assertThat(bench.texts()).anyMatch(text -> text.contains("The REST does not answer."));
        assertThat(bench.shown("proposal-detail")).isFalse();
    }

    @Test
    void aVoteIsSignedOnlyAfterItsPreviewAndItsPassword() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.Vote(8));
        assertThat(bench.node("act-primary").isDisabled()).isTrue();

        bench.click("vote-NO");
        bench.see(() -> bench.says("act-words", "votes no on proposal 8"));
        bench.click("act-primary");

        assertThat(bench.text("act-outcome")).isEqualTo("The password of the key is missing.");
        assertThat(bench.desk.sent).isEmpty();
    }

    @Test
    void oneVoteIsSentOnceHoweverOftenTheButtonIsPressed() {
        bench.desk.mayEnd = new CountDownLatch(1);
        voteReady();
        bench.click("act-primary");
        bench.see(() -> bench.says("act-outcome", "waiting for a block"));

        bench.click("act-primary");
        press("act-password", KeyCode.ENTER);
        bench.click("vote-NO");
        bench.desk.mayEnd.countDown();
        bench.see(() -> bench.says("act-outcome", "It stands in block"));
        bench.click("act-primary");

        assertThat(bench.desk.sent).containsExactly("YES");
        assertThat(bench.shown("act-primary")).isFalse();
    }

    @Test
    void thePasswordIsWipedAfterItsOneUse() {
        voteReady();

        bench.click("act-primary");
        bench.see(() -> bench.says("act-outcome", "It stands in block"));

        assertThat(Waiting.until(() -> blank(bench.desk.passwords.getFirst()))).isTrue();
    }

    private static boolean blank(char[] password) {
        for (var character : password) {
            if (character != '\0') {
                return false;
            }
        }
        return true;
    }

    @Test
    void aChangeTakesThePreviewAwayUntilTheChainWasAskedAgain() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.ProposeVersion());
        bench.enter("act-version", "v3.0.12");
        bench.enter("act-height", "1310000");
        bench.see(() -> bench.says("act-words", "v3.0.12"));

        bench.enter("act-version", "v3/0");

        assertThat(bench.text("act-version-note")).contains("It contains '/'".substring(3));
        assertThat(bench.node("act-primary").isDisabled()).isTrue();
        assertThat(bench.text("act-words")).isEmpty();
    }

    @Test
    void aPastHeightIsRefusedAtItsField() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.ProposeVersion());

        bench.enter("act-height", "1 000 000");

        assertThat(bench.text("act-height-note")).contains("is past");
    }

    @Test
    void sharesThatAreNotOneTogetherAreRefusedAtTheirField() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.Vote(8));
        bench.click("vote-SHARES");

        bench.enter("act-shares", "yes=0.7,no=0.2");
        assertThat(bench.text("act-shares-note")).contains("0.9 together");

        bench.enter("act-shares", "yes=0.7,no=0.3");
        bench.see(() -> bench.says("act-words", "yes with 0.7, no with 0.3"));
    }

    @Test
    void anUnsignedFileComesWithItsCommandsToCopy() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.Vote(8));
        bench.click("vote-YES");
        bench.see(() -> bench.says("act-words", "votes yes"));
        bench.click("way-UNSIGNED");
        bench.click("act-primary");
        bench.see(() -> bench.says("act-outcome", "Nothing was sent"));

        bench.click("act-copy-0");

        assertThat(bench.copied.getLast())
                .startsWith("inferenced tx sign ")
                .contains("--sequence 17");
        assertThat(bench.desk.sent).isEmpty();
    }

    @Test
    void escapeLeavesTheSheetAndGivesTheKeyboardBack() {
        bench.show(Scenes.watched(Scenes.armed()));
        Fx.run(() -> bench.node("vote").requestFocus());
        bench.click("vote");
        assertThat(bench.shown("act-sheet")).isTrue();
        assertThat(focus().getId()).isEqualTo("vote-YES");

        press("vote-YES", KeyCode.ESCAPE);

        assertThat(bench.shown("act-sheet")).isFalse();
        assertThat(focus().getId()).isEqualTo("vote");
    }

    @Test
    void everythingInTheSheetHasANameForThoseWhoDoNotSee() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.ProposeVersion());

        for (var id :
                List.of("act-version", "act-height", "act-granter", "act-password", "act-close")) {
            assertThat(Fx.get(() -> bench.node(id).getAccessibleText())).as(id).isNotBlank();
        }
    }

    @Test
    void aTransactionOfAnEarlierRunIsLookedUpAndNeverSignedAnew() {
        bench.desk.open = List.of(new OpenSend("8F2C91AB00", "gonka1x", List.of("It votes yes.")));
        bench.show(Scenes.watched(Scenes.armed()));
        bench.see(() -> bench.scene.lookup("#look-up-8F2C91AB00") != null);

        bench.click("look-up-8F2C91AB00");
        bench.see(() -> bench.says("settled", "stands in no block"));

        assertThat(bench.desk.sent).isEmpty();
        assertThat(bench.scene.lookup("#look-up-8F2C91AB00")).isNull();
    }

    @Test
    void theScheduleTellsItsChangesWithBeforeAndAfter() {
        bench.open(Place.UPGRADE).show(Scenes.watched(Scenes.armed()));
        bench.click("show-schedule");

        assertThat(bench.texts())
                .contains(
                        "v3.0.10 from block 1\u202f240\u202f000",
                        "v3.0.10 from block 1\u202f250\u202f000");
    }

    @Test
    void aDecidedHaltOfTheChainStandsOnTheScheduleBeforeItComes() {
        bench.open(Place.UPGRADE).show(Scenes.halting("v0.2.12", Scenes.HEIGHT - 100));
        bench.click("show-schedule");

        assertThat(bench.texts()).contains("v0.2.12", "the chain halts for its own upgrade");
    }

    @Test
    void thePreparationNamesItsLatestSafeStart() {
        bench.open(Place.UPGRADE).show(Scenes.ready());

        assertThat(bench.text("safe-start")).startsWith("Latest safe start in ");
    }

    private void voteReady() {
        bench.show(Scenes.watched(Scenes.armed())).want(new Deck.Wanted.Vote(8));
        bench.click("vote-YES");
        bench.see(() -> bench.says("act-words", "votes yes"));
        bench.type("act-password", "correct horse");
    }

    private void press(String id, KeyCode key) {
        Fx.run(() ->
                Event.fireEvent(
                        bench.node(id),
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
    }

    private Node focus() {
        return Fx.get(() -> {
            var owner = bench.scene.getFocusOwner();
            return owner == null ? new TextField() : owner;
        });
    }
}

package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Standing;
import io.lockstep.chain.tx.send.TxResult;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import javafx.event.Event;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Transaction files in the console: signed without a network, and sent once.
class FilesConsoleTest {
    private static final Path FILE = Path.of("/media/stick/vote.json");

    private final Bench bench =
            new Bench(Theme.LIGHT)
                    .window()
                    .open(Place.GOVERNANCE)
                    .show(Scenes.watched(Scenes.armed()));

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
    void aSignedFileIsShownInWordsComparedWithTheChainAndSentOnce() {
        bench.desk.mayEnd = new CountDownLatch(1);
        chooseToSend();
        bench.see(() -> bench.says("send-outcome", "It fits the chain"));
        assertThat(bench.text("send-content")).contains("votes yes on proposal 8", "Its hash is ");
        assertThat(bench.desk.sent).isEmpty();

        bench.click("send-primary");
        bench.click("send-primary");
        press("send-primary", KeyCode.ENTER);
        bench.desk.mayEnd.countDown();
        bench.see(() -> bench.says("send-outcome", "It stands in block"));

        assertThat(bench.desk.sent).containsExactly(FILE.toString());
        assertThat(bench.node("send-primary").isDisabled()).isTrue();
    }

    @Test
    void whatTheChainWouldRefuseCannotBeSent() {
        bench.desk.standing =
                new Standing.Unfit(
                        new Problem(
                                "tx.unfit",
                                "It was signed with the sequence 3, and the account's next is 5.",
                                "Nothing was sent.",
                                "Sign it anew."));

        chooseToSend();
        bench.see(() -> bench.says("send-outcome", "the account's next is 5"));

        assertThat(bench.node("send-primary").isDisabled()).isTrue();
        assertThat(bench.text("send-content")).contains("votes yes on proposal 8");
    }

    @Test
    void whatStandsInABlockAlreadyIsSaidSoAndNotSentAgain() {
        bench.desk.standing =
                new Standing.Ended(
                        new Outcome.Done(
                                new TxResult(
                                        "8F", 1_249_313, "", 0, "", 78_880, OptionalLong.empty())));

        chooseToSend();
        bench.see(() -> bench.says("send-outcome", "It stands in block"));

        assertThat(bench.node("send-primary").isDisabled()).isTrue();
        assertThat(bench.desk.sent).isEmpty();
    }

    @Test
    void anotherFileNameTakesBackWhatWasRead() {
        chooseToSend();
        bench.see(() -> bench.says("send-outcome", "It fits the chain"));

        bench.enter("act-send-file", "/media/stick/other.json");

        assertThat(bench.text("send-content")).isEmpty();
        assertThat(bench.node("send-primary").isDisabled()).isTrue();
    }

    @Test
    void aTypedFileIsReadWithEnterAndSignedWithoutANetwork() {
        bench.want(new Deck.Wanted.SignFile());
        bench.enter("act-sign-file", FILE.toString());
        press("act-sign-file", KeyCode.ENTER);
        bench.see(() -> bench.says("sign-content", "votes yes on proposal 8"));
        bench.enter("act-sign-number", "412");
        bench.enter("act-sign-sequence", "17");
        bench.type("act-password", "correct horse");

        bench.click("sign-primary");
        bench.see(() -> bench.says("sign-outcome", FILE + ".signed"));

        assertThat(bench.desk.sent).isEmpty();
        assertThat(bench.texts()).contains("lockstep tx broadcast " + FILE + ".signed");
    }

    @Test
    void bothAreInTheGovernanceViewForThoseWhoUseNoPalette() {
        Fx.run(() -> ((MenuButton) bench.node("transaction-files")).getItems().getLast().fire());

        assertThat(bench.shown("act-send-file")).isTrue();
    }

    private void chooseToSend() {
        bench.chosen = Optional.of(FILE);
        bench.want(new Deck.Wanted.SendFile());
        bench.click("send-choose");
    }

    private void press(String id, KeyCode key) {
        Fx.run(() -> {
            for (var type : java.util.List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(
                        bench.node(id),
                        new KeyEvent(type, "", "", key, false, false, false, false));
            }
        });
    }
}

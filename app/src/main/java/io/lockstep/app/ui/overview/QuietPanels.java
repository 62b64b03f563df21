package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Spark;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the overview begins with when nothing is going on.
final class QuietPanels {
    private final Deck deck;
    private final Paragraph words = new Paragraph("quiet-words");
    private final Paragraph sentence = new Paragraph("quiet-sentence");
    private final HBox head;
    private final Sheet since =
            new Sheet(Column.grow(1), Column.fixed(64).toTheRight()).named("since");
    private final Spark spark;
    private final Panel sincePanel;
    private final Panel ratePanel;
    private final Sheet needs =
            new Sheet(Column.grow(1), Column.fixed(124).toTheRight()).named("needs");
    private final VBox notices = new VBox();
    private final Paragraph nothing = new Paragraph("remark");
    private final Split facts;
    private List<String> shown = List.of();

    QuietPanels(Deck deck) {
        this.deck = deck;
        words.setId("quiet");
        var governance = new Button(deck.texts().get("overview.readProposals"));
        governance.setId("overview-governance");
        governance.setOnAction(_ -> deck.go().accept(Place.GOVERNANCE));
        governance.setMinWidth(Region.USE_PREF_SIZE);
        var text = new VBox(words, sentence);
        text.getStyleClass().add("quiet-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        head = new HBox(text, governance);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("panel", "quiet-head");
        spark = new Spark(deck.texts().get("state.noSamples"));
        ratePanel = new Panel(deck.texts().get("overview.rateTitle"), spark);
        sincePanel = new Panel(deck.texts().get("overview.since"), since);
        VBox.setVgrow(spark, Priority.ALWAYS);
        var needsPanel = new Panel(deck.texts().get("overview.needsYou"), notices, needs, nothing);
        facts = new Split(1000, new double[] {1.1, 0.9, 1.4}, sincePanel, ratePanel, needsPanel);
    }

    Region head() {
        return head;
    }

    Region facts() {
        return facts;
    }

    void render(Moment moment) {
        var quiet = QuietFacts.of(moment, deck.texts(), deck.figures());
        words.say(quiet.head());
        sentence.say(quiet.sentence());
        since.show(quiet.since());
        var last = moment.snapshot().proxy().latest().flatMap(EngineStatus::cutover);
        sincePanel.aside(
                last.map(cutover ->
                                deck.texts()
                                        .get(
                                                "overview.lastAt",
                                                cutover.armed().candidate(),
                                                deck.figures().whole(cutover.armed().height())))
                        .orElseGet(() -> deck.texts().get("overview.noneYet")));
        spark.show(moment.trail());
        ratePanel.aside(
                moment.snapshot()
                        .proxy()
                        .live()
                        .map(engine ->
                                deck.texts()
                                        .get(
                                                "overview.rateNow",
                                                deck.figures()
                                                        .decimal(
                                                                engine.traffic()
                                                                        .requestsPerSecond()),
                                                deck.figures().whole(engine.traffic().errors())))
                        .orElse(""));
        needs.show(quiet.needs());
        notices(quiet.notices());
        nothing.say(
                quiet.needs().isEmpty() && quiet.notices().isEmpty()
                        ? deck.texts().get("overview.needsNothing")
                        : "");
    }

    /// What is in the way, in whole sentences; kept as long as it stays the same.
    private void notices(List<String> sentences) {
        if (!shown.equals(sentences)) {
            shown = sentences;
            notices.getChildren().setAll(sentences.stream().map(QuietPanels::notice).toList());
        }
    }

    private static Label notice(String sentence) {
        var notice = new CellLabel();
        notice.show(Cell.signed(Sign.LOOK, sentence));
        notice.setWrapText(true);
        notice.setMinHeight(Region.USE_PREF_SIZE);
        notice.getStyleClass().add("notice");
        return notice;
    }
}

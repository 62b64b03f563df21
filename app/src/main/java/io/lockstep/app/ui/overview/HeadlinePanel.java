package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.upgrade.Plan;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// From what to what, how many blocks away, and the way there on one line.
final class HeadlinePanel {
    private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");

    private final Deck deck;
    private final Label word = new Label();
    private final Label from = new Label();
    private final Label arrow = new Label("→");
    private final Label to = new Label();
    private final Label origin = new Label();
    private final Label number = new Label();
    private final CellLabel unit = new CellLabel();
    private final Tooltip hover = new Tooltip();
    private final TimelineStrip strip = new TimelineStrip();
    private final VBox root = new VBox();

    HeadlinePanel(Deck deck) {
        this.deck = deck;
        word.setText(deck.texts().get("overview.mlNode"));
        word.getStyleClass().add("headline");
        from.getStyleClass().addAll("headline", "tone-incumbent");
        from.setId("headline-incumbent");
        arrow.getStyleClass().add("headline");
        to.getStyleClass().addAll("headline", "tone-candidate");
        to.setId("headline-candidate");
        origin.getStyleClass().add("headline-aside");
        number.getStyleClass().add("big-number");
        number.setId("blocks-left");
        unit.getStyleClass().add("headline-aside");
        unit.setId("blocks-unit");
        for (var label : new Label[] {word, from, arrow, to, number, unit}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        origin.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(word, from, arrow, to, origin, space, number, unit);
        line.getStyleClass().add("headline-line");
        root.getStyleClass().addAll("panel", "headline-panel");
        root.getChildren().addAll(line, strip);
        root.setId("headline");
    }

    Region root() {
        return root;
    }

    void render(Plan plan, Moment moment) {
        var facts = HeadlineFacts.of(plan, moment, deck.texts(), deck.figures());
        from.setText(facts.incumbent());
        to.setText(facts.candidate());
        origin.setText(facts.origin());
        number.setText(facts.number());
        number.setManaged(!facts.number().isEmpty());
        var words = facts.number().isEmpty();
        unit.pseudoClassStateChanged(ALONE, words);
        unit.show(
                Cell.muted(facts.unit())
                        .in(facts.tone() == Tone.PLAIN ? Tone.MUTED : facts.tone()));
        hover.setText(facts.hover());
        number.setTooltip(facts.hover().isEmpty() ? null : hover);
        strip.render(
                TimelineFacts.of(plan, moment.snapshot(), deck.texts(), deck.figures()),
                deck.texts().get("overview.now"));
    }
}

package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sheet;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The one next action, or why there is none.
final class NextPanel {
    private final Deck deck;
    private final Paragraph sentence = new Paragraph("next-sentence");
    private final Paragraph why = new Paragraph("next-why");
    private final Sheet evidence =
            new Sheet(Column.grow(1), Column.fixed(132).toTheRight()).named("next-evidence");
    private final Button act = new Button();
    private final Button disarm = new Button();
    private final Panel panel;
    private Optional<NextFacts.Act> offered = Optional.empty();

    NextPanel(Deck deck) {
        this.deck = deck;
        sentence.setId("next-sentence");
        why.setId("next-why");
        act.setId("overview-primary");
        act.setOnAction(_ -> offered.ifPresent(this::carryOut));
        disarm.setId("overview-disarm");
        disarm.getStyleClass().add("quiet-button");
        disarm.setText(deck.texts().get("upgrade.disarmAsk"));
        disarm.setOnAction(_ -> deck.ask().accept(Deck.Question.DISARM));
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        var buttons = new HBox(act, disarm);
        buttons.getStyleClass().add("buttons");
        panel =
                new Panel(
                                deck.texts().get("overview.next"),
                                sentence,
                                why,
                                evidence,
                                space,
                                buttons)
                        .named("next");
    }

    Region root() {
        return panel;
    }

    void render(Moment moment) {
        var facts = NextFacts.of(moment, deck.texts(), deck.figures());
        sentence.say(facts.sentence());
        why.say(facts.why());
        evidence.show(facts.evidence());
        offered = facts.act();
        act.setVisible(offered.isPresent());
        act.setManaged(offered.isPresent());
        offered.ifPresent(known -> {
            act.setText(known.label());
            act.getStyleClass().remove("primary");
            if (known instanceof NextFacts.Act.CarryOut) {
                act.getStyleClass().add("primary");
            }
        });
        disarm.setVisible(facts.disarm());
        disarm.setManaged(facts.disarm());
    }

    private void carryOut(NextFacts.Act chosen) {
        switch (chosen) {
            case NextFacts.Act.CarryOut(var step, _) -> deck.intents().carryOut(step);
            case NextFacts.Act.Open(var place, _) -> deck.go().accept(place);
        }
    }
}

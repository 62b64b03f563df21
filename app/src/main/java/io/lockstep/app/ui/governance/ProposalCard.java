package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.overview.ProposalRows;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.governance.Proposal;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One proposal in the list: what it does, where it stands, how the votes lie.
final class ProposalCard {
    private final Deck deck;
    private final CellLabel number = new CellLabel();
    private final CellLabel effect = new CellLabel();
    private final CellLabel status = new CellLabel();
    private final Bar bar = new Bar();
    private final ToggleButton button = new ToggleButton();

    ProposalCard(Deck deck, long id, LongConsumer choose) {
        this.deck = deck;
        number.setMinWidth(Region.USE_PREF_SIZE);
        status.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(number, effect, space, status);
        line.getStyleClass().add("proposal-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        var body = new VBox(line, bar);
        body.getStyleClass().add("proposal-body");
        body.setMinWidth(0);
        body.prefWidthProperty().bind(button.widthProperty().subtract(24));
        button.setGraphic(body);
        button.setId("governance-proposal-" + id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("proposal-card");
        button.setOnAction(_ -> choose.accept(id));
    }

    Region root() {
        return button;
    }

    void render(Proposal proposal, Moment moment, boolean chosen) {
        var rows = new ProposalRows(deck.texts(), deck.figures());
        number.show(Cell.strong(deck.figures().whole(proposal.id())));
        effect.show(Cell.plain(rows.effect(proposal)));
        status.show(Cell.muted(rows.status(proposal, moment)));
        TallyBar.show(bar, proposal);
        button.setSelected(chosen);
        button.setAccessibleText(rows.effect(proposal) + ", " + rows.status(proposal, moment));
    }
}

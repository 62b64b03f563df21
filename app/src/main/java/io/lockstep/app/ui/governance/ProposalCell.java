package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.overview.ProposalRows;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Chip;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One proposal in the list: what it does, where it stands, whether it waits for the operator.
final class ProposalCell extends ListCell<Proposal> {
    private final Deck deck;
    private final Supplier<Optional<Moment>> moment;
    private final CellLabel number = new CellLabel();
    private final CellLabel effect = new CellLabel();
    private final Chip chip = new Chip();
    private final CellLabel title = new CellLabel();
    private final CellLabel aside = new CellLabel();
    private final VBox body;

    ProposalCell(Deck deck, Supplier<Optional<Moment>> moment) {
        this.deck = deck;
        this.moment = moment;
        number.setMinWidth(Region.USE_PREF_SIZE);
        aside.setMinWidth(Region.USE_PREF_SIZE);
        body = new VBox(line(number, effect, chip), line(title, aside));
        body.getStyleClass().add("proposal-body");
        body.setMinWidth(0);
        body.prefWidthProperty().bind(widthProperty().subtract(26));
        body.maxWidthProperty().bind(body.prefWidthProperty());
        getStyleClass().add("proposal-cell");
    }

    private static HBox line(Region... parts) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox();
        line.getStyleClass().add("proposal-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        for (var i = 0; i < parts.length; i++) {
            if (i == parts.length - 1) {
                line.getChildren().add(space);
            }
            line.getChildren().add(parts[i]);
        }
        return line;
    }

    @Override
    protected void updateItem(Proposal proposal, boolean empty) {
        super.updateItem(proposal, empty);
        setGraphic(empty ? null : body);
        if (!empty) {
            moment.get().ifPresent(now -> show(proposal, now));
        }
    }

    private void show(Proposal proposal, Moment now) {
        var rows = new ProposalRows(deck.texts(), deck.figures());
        number.show(Cell.strong(deck.figures().whole(proposal.id())));
        effect.show(Cell.plain(rows.effect(proposal)));
        chip.show(
                deck.texts().of("governance.chip", proposal.status()),
                GovernanceFacts.tone(proposal.status()));
        title.show(Cell.muted(Foreign.line(proposal.title(), 80)));
        aside.show(
                proposal.status() == ProposalStatus.VOTING_PERIOD
                        ? rows.meaning(proposal, now)
                        : Cell.muted(rows.status(proposal, now)));
        setAccessibleText(
                String.join(
                        ", ",
                        deck.texts().get("governance.number", number.getText()),
                        effect.getText(),
                        chip.getText(),
                        aside.getText()));
    }
}

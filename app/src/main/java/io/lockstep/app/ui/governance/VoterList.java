package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.governance.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Who voted and who paid, however many. A click, or Enter, copies the address.
final class VoterList {
    private static final double LINE = 26;
    private static final int MOST_LINES = 6;

    private final Deck deck;
    private final ListView<Line> list = new ListView<>();
    private List<Line> shown = List.of();

    private record Line(String address, String what, boolean vote) {}

    VoterList(Deck deck) {
        this.deck = deck;
        list.setId("voters");
        list.setFixedCellSize(LINE);
        list.getStyleClass().add("voters");
        list.setAccessibleText(deck.texts().get("governance.votersName"));
        list.setCellFactory(_ -> new VoterCell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                copy();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                copy();
            }
        });
    }

    Region root() {
        return list;
    }

    void show(VoteRecord.Seen seen, GovernanceFacts facts) {
        List<Line> lines = new ArrayList<>();
        seen.ballots()
                .values()
                .forEach(ballot -> lines.add(new Line(ballot.voter(), ballot.inWords(), true)));
        seen.deposits()
                .values()
                .forEach(deposit ->
                        lines.add(
                                new Line(
                                        deposit.depositor(),
                                        facts.coins(deposit.amount()),
                                        false)));
        if (!lines.equals(shown)) {
            shown = lines;
            list.getItems().setAll(lines);
            var height = Math.min(MOST_LINES, Math.max(1, lines.size())) * LINE + 2;
            list.setMinHeight(height);
            list.setPrefHeight(height);
            list.setMaxHeight(height);
        }
    }

    private void copy() {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            deck.copy().accept(chosen.address());
        }
    }

    private final class VoterCell extends ListCell<Line> {
        private final CellLabel address = new CellLabel();
        private final CellLabel what = new CellLabel();
        private final HBox row;

        VoterCell() {
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            what.setMinWidth(USE_PREF_SIZE);
            row = new HBox(address, space, what);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.prefWidthProperty().bind(widthProperty().subtract(18));
        }

        @Override
        protected void updateItem(Line line, boolean empty) {
            super.updateItem(line, empty);
            setGraphic(empty ? null : row);
            if (!empty) {
                address.show(Cell.mono(Foreign.line(line.address(), 80)));
                what.show(
                        line.vote()
                                ? Cell.plain(line.what())
                                : Cell.plain(deck.texts().get("governance.paid", line.what()))
                                        .in(Tone.MUTED));
            }
        }
    }
}

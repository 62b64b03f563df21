package io.lockstep.app.ui.proxy;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How the last generations came in force, newest first, and the way back to one of them.
final class GenerationList {
    private static final double ROW = 26;
    private static final int LONGEST = 160;

    private final Deck deck;
    private final ListView<GenerationRecord> list = new ListView<>();
    private final Button back = new Button();
    private final VBox root;
    private long current;

    /// @param wanted hears to which generation one wants to go back
    GenerationList(Deck deck, LongConsumer wanted) {
        this.deck = deck;
        list.setId("generations");
        list.setFixedCellSize(ROW);
        list.setMinHeight(ROW * 3);
        list.setPrefHeight(ROW * 4);
        list.getStyleClass().addAll("proposals", "generations");
        list.setAccessibleText(deck.texts().get("proxy.generations"));
        list.setCellFactory(_ -> new RecordCell());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> offer());
        back.setId("generation-back");
        back.setOnAction(_ -> chosen().ifPresent(record -> wanted.accept(record.generation())));
        VBox.setVgrow(list, Priority.ALWAYS);
        root = new VBox(list, new HBox(back));
        root.getStyleClass().add("log-pane");
    }

    Region root() {
        return root;
    }

    void render(EngineStatus engine) {
        current = engine.generation();
        var newest = engine.history().reversed();
        if (!newest.equals(list.getItems())) {
            var before = chosen().map(GenerationRecord::generation);
            list.getItems().setAll(newest);
            before.flatMap(number -> find(newest, number))
                    .ifPresent(record -> list.getSelectionModel().select(record));
        }
        list.refresh();
        offer();
    }

    private static Optional<GenerationRecord> find(List<GenerationRecord> all, long number) {
        return all.stream().filter(record -> record.generation() == number).findFirst();
    }

    private Optional<GenerationRecord> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void offer() {
        var possible =
                chosen().filter(GenerationRecord::stands)
                        .filter(record -> record.generation() != current);
        back.setDisable(possible.isEmpty());
        back.setText(
                possible.map(record ->
                                deck.texts()
                                        .get(
                                                "proxy.backTo",
                                                deck.figures().whole(record.generation())))
                        .orElse(deck.texts().get(why())));
    }

    private String why() {
        return chosen().filter(record -> record.generation() != current).isPresent()
                ? "proxy.backNever"
                : "proxy.backChoose";
    }

    /// Number, time, who, what.
    private final class RecordCell extends ListCell<GenerationRecord> {
        private final CellLabel number = label(44);
        private final CellLabel at = label(64);
        private final CellLabel origin = label(76);
        private final CellLabel changes = new CellLabel();
        private final HBox line = new HBox(number, at, origin, changes);

        RecordCell() {
            line.getStyleClass().add("generation-line");
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMinWidth(0);
            line.prefWidthProperty().bind(widthProperty().subtract(26));
            line.maxWidthProperty().bind(line.prefWidthProperty());
            HBox.setHgrow(changes, Priority.ALWAYS);
        }

        private static CellLabel label(double width) {
            var label = new CellLabel();
            label.setMinWidth(width);
            label.setPrefWidth(width);
            return label;
        }

        @Override
        protected void updateItem(GenerationRecord record, boolean empty) {
            super.updateItem(record, empty);
            setGraphic(empty ? null : line);
            if (empty) {
                return;
            }
            var inForce = record.generation() == current;
            var what = what(record);
            number.show(
                    Cell.strong(deck.figures().whole(record.generation()))
                            .in(inForce ? Tone.PROVEN : Tone.PLAIN));
            at.show(Cell.muted(deck.figures().second(record.at())));
            origin.show(Cell.muted(deck.texts().of("proxy.origin", record.origin())));
            changes.show(
                    inForce
                            ? Cell.signed(Sign.SERVING, deck.texts().get("proxy.inForce", what))
                            : Cell.plain(what).in(record.stands() ? Tone.PLAIN : Tone.MUTED));
            setAccessibleText(
                    String.join(", ", number.getText(), at.getText(), origin.getText(), what));
        }

        private String what(GenerationRecord record) {
            var lines = record.changes();
            if (lines.isEmpty()) {
                return Foreign.line(
                        record.reason().isEmpty()
                                ? deck.texts().get("proxy.firstTable")
                                : record.reason(),
                        LONGEST);
            }
            return Foreign.line(String.join("; ", lines), LONGEST);
        }
    }
}

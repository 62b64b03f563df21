package io.lockstep.app.ui;

import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/// Everything that can be done now, found by typing. It lies over the window until it is left.
final class Palette {
    private static final double LINE = 34;
    private static final int MOST_LINES = 9;

    private final CustomTextField words = new CustomTextField();
    private final ListView<Commands.Command> list = new ListView<>();
    private final StackPane root = new StackPane();
    private List<Commands.Command> offered = List.of();
    private Optional<Node> before = Optional.empty();

    Palette(Texts texts) {
        words.setLeft(Icons.of("bi-search"));
        words.setPromptText(texts.get("frame.search"));
        words.setId("palette-words");
        words.textProperty().addListener(_ -> narrow());
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setFixedCellSize(LINE);
        list.setCellFactory(_ -> new Line());
        list.setOnMouseClicked(_ -> run());
        var nothing = new Label(texts.get("frame.noCommand"));
        nothing.getStyleClass().add("tone-muted");
        list.setPlaceholder(nothing);
        var box = new VBox(words, list);
        box.getStyleClass().add("palette");
        box.setMaxSize(560, Region.USE_PREF_SIZE);
        root.getChildren().add(box);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        root.getStyleClass().add("scrim");
        root.setId("palette");
        root.setOnMousePressed(event -> {
            if (root.equals(event.getTarget())) {
                close();
            }
        });
        root.setVisible(false);
    }

    Region root() {
        return root;
    }

    void open(List<Commands.Command> commands) {
        offered = commands;
        before = Optional.ofNullable(root.getScene()).map(scene -> scene.getFocusOwner());
        words.clear();
        narrow();
        root.setVisible(true);
        words.requestFocus();
    }

    private void close() {
        root.setVisible(false);
        before.ifPresent(Node::requestFocus);
    }

    private void narrow() {
        list.getItems()
                .setAll(
                        offered.stream()
                                .filter(command -> command.matches(words.getText()))
                                .toList());
        var lines = Math.clamp(list.getItems().size(), 1, MOST_LINES);
        list.setPrefHeight(lines * LINE);
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> run();
            case DOWN -> move(1);
            case UP -> move(-1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        var count = list.getItems().size();
        if (count > 0) {
            var next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, count);
            list.getSelectionModel().select(next);
            list.scrollTo(next);
        }
    }

    private void run() {
        var chosen = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        close();
        chosen.ifPresent(command -> command.run().run());
    }

    private static final class Line extends ListCell<Commands.Command> {
        private final Label name = new Label();
        private final Label keys = new Label();
        private final HBox row;

        Line() {
            keys.getStyleClass().add("tone-muted");
            name.setMinWidth(0);
            keys.setMinWidth(USE_PREF_SIZE);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            row = new HBox(name, space, keys);
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Commands.Command command, boolean empty) {
            super.updateItem(command, empty);
            setGraphic(empty ? null : row);
            if (!empty) {
                name.setText(command.name());
                keys.setText(command.keys());
            }
        }
    }
}

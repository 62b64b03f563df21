package io.lockstep.app.ui.acting;

import io.lockstep.app.ui.parts.Deck;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How another machine goes on, each line with a button that copies it whole.
final class CommandLines {
    private final Deck deck;
    private final VBox root = new VBox();

    CommandLines(Deck deck) {
        this.deck = deck;
        root.getStyleClass().add("command-lines");
        root.setId("act-commands");
        root.managedProperty().bind(root.visibleProperty());
    }

    Region root() {
        return root;
    }

    void show(List<String> commands) {
        List<Node> nodes = new ArrayList<>();
        for (var i = 0; i < commands.size(); i++) {
            nodes.add(line(i, commands.get(i)));
        }
        root.getChildren().setAll(nodes);
        root.setVisible(!nodes.isEmpty());
    }

    private Node line(int index, String command) {
        var copy = new Button(deck.texts().get("acting.copy"));
        copy.setId("act-copy-" + index);
        copy.getStyleClass().add("small-button");
        copy.setAccessibleText(deck.texts().get("acting.copyCommand", index + 1));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> deck.copy().accept(command));
        var words = new Label(command);
        words.getStyleClass().add("command");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(words, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("command-line");
        return line;
    }
}

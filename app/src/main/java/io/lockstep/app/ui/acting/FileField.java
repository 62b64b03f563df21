package io.lockstep.app.ui.acting;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A file that is typed, chosen, or dropped on the page.
final class FileField {
    private final TextField path = new TextField();
    private final Runnable read;
    private final HBox root;

    /// @param read whenever a file was named
    /// @param changed whenever the name is another one
    FileField(Deck deck, String id, Runnable read, Runnable changed) {
        this.read = read;
        path.getStyleClass().add("address");
        path.textProperty().addListener(_ -> changed.run());
        path.setOnAction(_ -> read.run());
        var choose = new Button(deck.texts().get("acting.chooseFile"));
        choose.setId(id + "-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ -> deck.pick().get().ifPresent(this::give));
        var open = new Button(deck.texts().get("acting.readFile"));
        open.setId(id + "-read");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(_ -> read.run());
        path.setPromptText(deck.texts().get("acting.dropFile"));
        var line = new HBox(path, choose, open);
        HBox.setHgrow(path, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("way-line");
        path.setId("act-" + id + "-file");
        path.setAccessibleText(deck.texts().get("acting.file"));
        root = line;
    }

    Region root() {
        return root;
    }

    String text() {
        return path.getText().strip();
    }

    /// @throws ProblemException for what cannot be a file name on this system
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.file",
                            "That cannot be the name of a file.",
                            "Nothing was read.",
                            "Choose the file."),
                    e);
        }
    }

    void focus() {
        path.requestFocus();
    }

    /// As if it had been typed and read.
    void give(Path file) {
        path.setText(file.toString());
        read.run();
    }

    /// Takes what is dropped there.
    void takeDropsOn(Region page) {
        page.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        page.setOnDragDropped(event -> {
            event.getDragboard().getFiles().stream()
                    .findFirst()
                    .ifPresent(file -> give(file.toPath()));
            event.setDropCompleted(true);
            event.consume();
        });
    }
}

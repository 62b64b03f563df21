package io.lockstep.app.ui.proxy;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.engine.change.Edit;
import io.lockstep.engine.change.EngineChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Edits put together one by one; they come in force together.
final class EditForm {
    private final Deck deck;
    private final Consumer<Optional<EngineChange>> changed;
    private final ComboBox<EditKind> kind = new ComboBox<>();
    private final TextField first = new TextField();
    private final TextField second = new TextField();
    private final Button add = new Button();
    private final FlowPane chosen = new FlowPane();
    private final VBox root;
    private final List<Edit> edits = new ArrayList<>();
    private long generation;

    /// @param changed hears of each other set of edits; empty when there is none
    EditForm(Deck deck, Consumer<Optional<EngineChange>> changed) {
        this.deck = deck;
        this.changed = changed;
        kind.setId("edit-kind");
        kind.getItems().setAll(EditKind.values());
        kind.setConverter(new Words(deck));
        kind.setAccessibleText(deck.texts().get("proxy.editKind"));
        kind.setMinWidth(Region.USE_PREF_SIZE);
        kind.valueProperty().addListener(_ -> prompts());
        first.setId("edit-first");
        second.setId("edit-second");
        first.textProperty().addListener(_ -> offer());
        second.textProperty().addListener(_ -> offer());
        first.setOnAction(_ -> add());
        second.setOnAction(_ -> add());
        second.managedProperty().bind(second.visibleProperty());
        add.setId("edit-add");
        add.setText(deck.texts().get("proxy.addEdit"));
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> add());
        HBox.setHgrow(first, Priority.SOMETIMES);
        HBox.setHgrow(second, Priority.ALWAYS);
        var line = new HBox(kind, first, second, add);
        line.getStyleClass().add("buttons");
        chosen.getStyleClass().add("edits");
        chosen.setAlignment(Pos.CENTER_LEFT);
        chosen.managedProperty().bind(chosen.visibleProperty());
        root = new VBox(line, chosen);
        root.getStyleClass().add("log-pane");
        kind.setValue(EditKind.ROUTE);
    }

    Region root() {
        return root;
    }

    /// Begins anew.
    void open(long inForce) {
        generation = inForce;
        edits.clear();
        first.clear();
        second.clear();
        show();
    }

    void focus() {
        first.requestFocus();
    }

    private void prompts() {
        var texts = deck.texts();
        var which = kind.getValue();
        first.setPromptText(texts.of("proxy.first", which));
        first.setAccessibleText(texts.of("proxy.first", which));
        second.setVisible(which.two());
        second.setPromptText(which.two() ? texts.of("proxy.second", which) : "");
        second.setAccessibleText(second.getPromptText());
        offer();
    }

    private Optional<Edit> read() {
        return kind.getValue().edit(first.getText(), second.getText());
    }

    private void offer() {
        add.setDisable(read().isEmpty());
    }

    private void add() {
        read().ifPresent(edit -> {
            edits.add(edit);
            first.clear();
            second.clear();
            tell();
        });
    }

    private void tell() {
        show();
        changed.accept(
                edits.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                EngineChange.of(edits.toArray(Edit[]::new)).expecting(generation)));
    }

    private void show() {
        chosen.getChildren().setAll(edits.stream().map(this::chip).toList());
        chosen.setVisible(!edits.isEmpty());
        offer();
    }

    private Region chip(Edit edit) {
        var words = new Label(Foreign.line(edit.text(), 80));
        words.getStyleClass().add("edit-words");
        var without = new Button(deck.texts().get("proxy.takeOut"));
        without.setId("edit-out-" + edits.indexOf(edit));
        without.getStyleClass().addAll("quiet-button", "small-button");
        without.setOnAction(_ -> {
            edits.remove(edit);
            tell();
        });
        var chip = new HBox(words, without);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("edit");
        return chip;
    }

    /// Kinds as people read them.
    private static final class Words extends StringConverter<EditKind> {
        private final Deck deck;

        Words(Deck deck) {
            this.deck = deck;
        }

        @Override
        public String toString(EditKind kind) {
            return deck.texts().of("proxy.kind", kind);
        }

        @Override
        public EditKind fromString(String words) {
            throw new UnsupportedOperationException("kinds are chosen, not typed");
        }
    }
}

package io.lockstep.app.ui.acting;

import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Takes a password into an array that can be wiped; no text of it is ever kept. Shows only how
/// long it is.
final class SecretField extends HBox {
    private static final int LONGEST = 256;

    private final char[] typed = new char[LONGEST];
    private final Label dots = new Label();
    private final Label prompt = new Label();
    private final Runnable onEnter;
    private int length;

    SecretField(String name, Runnable onEnter) {
        this.onEnter = onEnter;
        prompt.setText(name);
        prompt.getStyleClass().add("secret-prompt");
        setId("act-password");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PASSWORD_FIELD);
        setAccessibleText(name);
        getStyleClass().addAll("text-input", "secret");
        setAlignment(Pos.CENTER_LEFT);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(prompt, dots, space);
        prompt.managedProperty().bind(prompt.visibleProperty());
        setOnMousePressed(_ -> requestFocus());
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        draw();
    }

    private void typed(KeyEvent event) {
        var control = event.isShortcutDown() || event.isMetaDown();
        for (var i = 0; i < event.getCharacter().length() && !control; i++) {
            add(event.getCharacter().charAt(i));
        }
        event.consume();
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case BACK_SPACE -> {
                if (length > 0) {
                    length--;
                    typed[length] = '\0';
                }
            }
            case DELETE -> wipe();
            case ENTER -> onEnter.run();
            case V -> {
                if (event.isShortcutDown()) {
                    paste();
                }
            }
            default -> {
                return;
            }
        }
        draw();
        if (event.getCode() != KeyCode.ENTER) {
            event.consume();
        }
    }

    /// A manager of passwords hands them over this way; the clipboard is emptied after.
    private void paste() {
        var clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasString()) {
            for (var character : clipboard.getString().strip().toCharArray()) {
                add(character);
            }
            clipboard.clear();
        }
    }

    private void add(char character) {
        if (!Character.isISOControl(character) && length < LONGEST) {
            typed[length++] = character;
            draw();
        }
    }

    private void draw() {
        dots.setText("•".repeat(Math.min(length, 40)));
        prompt.setVisible(length == 0);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// A copy, the caller's to wipe; the field forgets it.
    char[] take() {
        var secret = Arrays.copyOf(typed, length);
        wipe();
        return secret;
    }

    void wipe() {
        Arrays.fill(typed, '\0');
        length = 0;
        draw();
    }
}

package io.lockstep.app.ui.acting;

import io.lockstep.app.ui.parts.Paragraph;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/// One field of the sheet: its name, the control, and what is to be said about its content.
final class FormField extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Paragraph note = new Paragraph("remark", "field-note");
    private final Node control;

    FormField(String id, String name, Node control) {
        this.control = control;
        var label = new Label(name);
        label.getStyleClass().add("field-name");
        label.setLabelFor(control);
        control.setId("act-" + id);
        control.setAccessibleText(name);
        note.setId("act-" + id + "-note");
        note.say("");
        getStyleClass().add("field");
        getChildren().addAll(label, control, note);
    }

    void say(String words) {
        note.say(words);
        mark(false);
    }

    void wrong(String words) {
        note.say(words);
        mark(true);
    }

    private void mark(boolean wrong) {
        note.pseudoClassStateChanged(WRONG, wrong);
        if (control instanceof TextInputControl) {
            control.pseudoClassStateChanged(WRONG, wrong);
        }
    }
}

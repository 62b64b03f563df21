package io.lockstep.app.ui.settings;

import io.lockstep.app.ui.FirstRun;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// One field of the form, what it is for, and what its addresses answered.
final class AddressField {
    private final FirstRun.Field field;
    private final TextField input = new TextField();
    private final VBox results = new VBox();
    private final VBox root;

    AddressField(FirstRun.Field field, String name, String hint, String prompt) {
        this.field = field;
        var label = new Label(name);
        label.getStyleClass().add("field-name");
        label.setLabelFor(input);
        var id = "settings-" + field.name().toLowerCase(Locale.ROOT);
        input.setId(id);
        input.setPromptText(prompt);
        input.getStyleClass().add("address");
        results.setId(id + "-result");
        var hinted = new Paragraph("remark");
        hinted.say(hint);
        root = new VBox(label, input, hinted, results);
        root.getStyleClass().add("field");
    }

    Node root() {
        return root;
    }

    String text() {
        return input.getText().strip();
    }

    void text(String value) {
        input.setText(value);
    }

    void editable(boolean yes) {
        input.setEditable(yes);
    }

    void testing(String words) {
        show(List.of(Cell.signed(Sign.RUNNING, words).in(Tone.MUTED)));
    }

    void clear() {
        results.getChildren().clear();
    }

    /// Shows the findings about this field; others are not its business.
    void findings(List<FirstRun.Finding> findings) {
        show(
                findings.stream()
                        .filter(finding -> finding.field() == field)
                        .map(finding ->
                                Cell.signed(
                                        finding.good() ? Sign.PROVEN : Sign.ACT,
                                        finding.sentence().contains(finding.address())
                                                ? finding.sentence()
                                                : finding.address() + ": " + finding.sentence()))
                        .toList());
    }

    private void show(List<Cell> cells) {
        List<Node> labels = new ArrayList<>();
        for (var cell : cells) {
            var label = new CellLabel();
            label.setWrapText(true);
            label.show(cell);
            labels.add(label);
        }
        results.getChildren().setAll(labels);
    }
}

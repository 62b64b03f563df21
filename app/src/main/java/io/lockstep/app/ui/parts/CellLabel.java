package io.lockstep.app.ui.parts;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// A label that draws a [Cell], and tells the whole text when there is no room for it.
public final class CellLabel extends Label {
    private static final PseudoClass STRONG = PseudoClass.getPseudoClass("strong");
    private static final PseudoClass MONO = PseudoClass.getPseudoClass("mono");

    private Cell shown = Cell.empty();

    public CellLabel() {
        getStyleClass().addAll("cell", Tone.PLAIN.style());
        setMinWidth(0);
        tellWhatIsCut(this);
    }

    public void show(Cell cell) {
        if (cell.equals(shown)) {
            return;
        }
        getStyleClass().remove(shown.tone().style());
        getStyleClass().add(cell.tone().style());
        if (cell.sign() != shown.sign()) {
            setGraphic(cell.sign() == Sign.NONE ? null : Icons.of(cell.sign()));
        }
        pseudoClassStateChanged(STRONG, cell.strong());
        pseudoClassStateChanged(MONO, cell.mono());
        setText(cell.text());
        shown = cell;
    }

    /// Gives a label its whole text as a tooltip while there is no room for it.
    public static void tellWhatIsCut(Label label) {
        var whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        label.textTruncatedProperty()
                .addListener((_, _, cut) -> label.setTooltip(cut ? whole : null));
    }
}

package io.lockstep.app.ui.overview;

import javafx.css.PseudoClass;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/// The railway points inside the engine: which of the two tracks the default route takes.
final class Points extends Pane {
    private static final PseudoClass CARRIES = PseudoClass.getPseudoClass("carries");
    private static final PseudoClass CANDIDATE = PseudoClass.getPseudoClass("candidate");

    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private final Line stem = new Line(12, 24, 38, 24);
    private final Line up = new Line(38, 24, 78, 6);
    private final Line down = new Line(38, 24, 78, 42);

    Points() {
        setPrefSize(90, 48);
        setMinSize(90, 48);
        setMaxSize(90, 48);
        var pivot = new Circle(38, 24, 4.5);
        pivot.getStyleClass().add("pivot");
        for (var line : new Line[] {stem, up, down}) {
            line.getStyleClass().add("blade");
        }
        stem.pseudoClassStateChanged(CARRIES, true);
        getChildren().addAll(down, up, stem, pivot);
        lower(false);
    }

    /// Whether the default route leads to the lower track.
    void lower(boolean carries) {
        up.pseudoClassStateChanged(CARRIES, !carries);
        down.pseudoClassStateChanged(CARRIES, carries);
    }

    /// Whether nobody knows where the points stand.
    void unknown(boolean unknown) {
        for (var line : new Line[] {stem, up, down}) {
            line.pseudoClassStateChanged(UNKNOWN, unknown);
        }
    }

    /// Whether the version that carries has the candidate's colour.
    void candidate(boolean colour) {
        for (var line : new Line[] {stem, up, down}) {
            line.pseudoClassStateChanged(CANDIDATE, colour);
        }
    }
}

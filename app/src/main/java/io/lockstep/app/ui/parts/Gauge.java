package io.lockstep.app.ui.parts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A share against the limit that counts for it: its name, a bar with the limit's mark, its figure.
public final class Gauge extends HBox {
    private static final double NAME = 74;
    private static final double FIGURE = 196;

    private final Label name = new Label();
    private final Bar bar = new Bar();
    private final CellLabel figure = new CellLabel();

    public Gauge(String words) {
        name.setText(words);
        name.getStyleClass().add("tone-muted");
        name.setMinWidth(NAME);
        name.setPrefWidth(NAME);
        bar.getStyleClass().add("tall-bar");
        bar.setMaxHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        figure.setMinWidth(FIGURE);
        figure.setPrefWidth(FIGURE);
        getChildren().addAll(name, bar, figure);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("gauge");
    }

    /// @param limit where the mark stands; at most 1
    public void show(List<Bar.Part> parts, double limit, String mark, Cell words) {
        bar.show(parts, List.of(new Bar.Part(limit, mark)));
        figure.show(words);
        bar.setAccessibleText(name.getText() + ", " + words.text());
    }
}

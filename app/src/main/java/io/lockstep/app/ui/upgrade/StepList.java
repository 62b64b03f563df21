package io.lockstep.app.ui.upgrade;

import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.upgrade.StepName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The steps from top to bottom; choosing one shows its detail.
final class StepList {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final Map<StepName, Item> items = new EnumMap<>(StepName.class);
    private final VBox root = new VBox();

    StepList(Consumer<StepName> choose) {
        root.getStyleClass().addAll("panel", "steps");
        root.setId("steps");
        for (var name : StepName.values()) {
            var item = new Item(name);
            item.button.setOnAction(_ -> choose.accept(name));
            items.put(name, item);
            root.getChildren().add(item.button);
        }
    }

    Region root() {
        return root;
    }

    void render(List<StepRows.Line> lines, StepName chosen) {
        for (var line : lines) {
            var item = items.get(line.name());
            if (item != null) {
                item.show(line, line.name() == chosen);
            }
        }
    }

    private static final class Item {
        private final Label title = new Label();
        private final Label detail = new Label();
        private final StackPane ring = new StackPane();
        private final ToggleButton button = new ToggleButton();

        Item(StepName name) {
            title.getStyleClass().add("step-title");
            detail.getStyleClass().add("step-detail");
            detail.setId("step-" + name + "-detail");
            ring.getStyleClass().add("ring");
            ring.setMinSize(20, 20);
            ring.setMaxSize(20, 20);
            title.setMinWidth(0);
            CellLabel.tellWhatIsCut(detail);
            detail.setMinWidth(0);
            var words = new VBox(title, detail);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            var row = new HBox(ring, words);
            row.getStyleClass().add("step-row");
            row.setMinWidth(0);
            button.setGraphic(row);
            button.setId("step-" + name);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().add("step");
            row.prefWidthProperty().bind(button.widthProperty().subtract(20));
            row.maxWidthProperty().bind(row.prefWidthProperty());
        }

        void show(StepRows.Line line, boolean chosen) {
            title.setText(line.title());
            detail.setText(line.detail());
            button.setAccessibleText(line.title() + ", " + line.detail());
            button.setSelected(chosen);
            button.pseudoClassStateChanged(DONE, line.kind() == StepRows.Kind.DONE);
            button.pseudoClassStateChanged(CURRENT, line.kind() == StepRows.Kind.CURRENT);
            button.pseudoClassStateChanged(REFUSED, line.kind() == StepRows.Kind.REFUSED);
            switch (line.kind()) {
                case DONE -> sign("bi-check2");
                case REFUSED -> sign("bi-x");
                case CURRENT -> dot();
                case OPEN -> ring.getChildren().clear();
            }
        }

        private void sign(String icon) {
            ring.getChildren().setAll(Icons.of(icon));
        }

        private void dot() {
            var dot = new Region();
            dot.getStyleClass().add("ring-dot");
            dot.setMaxSize(8, 8);
            ring.getChildren().setAll(dot);
        }
    }
}

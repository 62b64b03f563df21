package io.lockstep.app.ui.parts;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A titled area that says in its corner how old its content is, and below it what went wrong.
public final class Panel extends VBox {
    private static final List<Freshness.Kind> WARNED =
            List.of(Freshness.Kind.OLD, Freshness.Kind.STALE, Freshness.Kind.FAILED);
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    private final Label title = new Label();
    private final Label aside = new Label();
    private final HBox head = new HBox();
    private final Label trouble = new Label();

    public Panel(String name, Node... content) {
        getStyleClass().add("panel");
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setText(name);
        aside.getStyleClass().add("panel-aside");
        trouble.getStyleClass().add("trouble");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.setGraphic(Icons.of(Sign.LOOK));
        trouble.setVisible(false);
        trouble.managedProperty().bind(trouble.visibleProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getStyleClass().add("panel-head");
        head.getChildren().addAll(title, space, aside);
        getChildren().add(head);
        getChildren().addAll(content);
        getChildren().add(trouble);
    }

    public Panel named(String id) {
        setId(id);
        return this;
    }

    /// Puts a control into the corner in place of the age.
    public Panel corner(Node node) {
        head.getChildren().set(2, node);
        return this;
    }

    public void title(String name) {
        title.setText(name);
    }

    /// A remark in the corner that is not an age.
    public void aside(String words) {
        aside.setText(words);
        aside.pseudoClassStateChanged(WARNING, false);
    }

    public void freshness(Freshness state) {
        aside(state.words());
        aside.pseudoClassStateChanged(WARNING, WARNED.contains(state.kind()));
        aside.setTooltip(state.source().isEmpty() ? null : new Tooltip(state.source()));
        trouble(state);
    }

    /// Shows only what went wrong, where the corner says something else.
    public void trouble(Freshness state) {
        trouble.setVisible(state.problem().isPresent());
        state.problem().ifPresent(problem -> trouble.setText(problem.sentence()));
    }
}

package io.lockstep.app.ui.nodes;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A row of buttons of which one is down.
final class Choice<T> {
    private final HBox root = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private T chosen;

    /// @param id begins the ids of the buttons
    Choice(
            String id,
            List<T> all,
            Function<T, String> words,
            Function<T, String> name,
            Consumer<T> changed) {
        chosen = all.getFirst();
        root.getStyleClass().add("segments");
        for (var each : all) {
            var button = new ToggleButton(words.apply(each));
            button.setId(id + "-" + name.apply(each).toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(each.equals(chosen));
            button.setOnAction(_ -> {
                button.setSelected(true);
                chosen = each;
                changed.accept(each);
            });
            root.getChildren().add(button);
        }
    }

    HBox root() {
        return root;
    }

    T chosen() {
        return chosen;
    }
}

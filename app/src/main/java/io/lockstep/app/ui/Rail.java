package io.lockstep.app.ui;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Place;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The views, one below the other; a badge counts what needs the operator.
final class Rail {
    private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);
    private final Map<Place, Label> badges = new EnumMap<>(Place.class);
    private final VBox root = new VBox();

    Rail(Deck deck) {
        root.getStyleClass().add("rail");
        for (var place : Place.values()) {
            if (place == Place.SETTINGS) {
                var space = new Region();
                VBox.setVgrow(space, Priority.ALWAYS);
                root.getChildren().add(space);
            }
            root.getChildren().add(button(place, deck));
        }
    }

    private ToggleButton button(Place place, Deck deck) {
        var badge = new Label();
        badge.getStyleClass().add("badge");
        badge.setVisible(false);
        badge.setId("badge-" + id(place));
        badges.put(place, badge);
        var icon = new StackPane(Icons.of(place.icon()), badge);
        icon.getStyleClass().add("rail-icon");
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        var button = new ToggleButton(deck.texts().of("frame.place", place), icon);
        button.setContentDisplay(ContentDisplay.TOP);
        button.setId("rail-" + id(place));
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> deck.go().accept(place));
        buttons.put(place, button);
        return button;
    }

    private static String id(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    Region root() {
        return root;
    }

    void select(Place place) {
        buttons.forEach((each, button) -> button.setSelected(each == place));
    }

    void render(FrameFacts facts) {
        badges.forEach((place, badge) -> {
            var count = facts.badges().getOrDefault(place, 0);
            badge.setVisible(count > 0);
            badge.setText(Integer.toString(count));
        });
    }
}

package io.lockstep.app.ui.parts;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons by name; size and colour come from the style sheet.
public final class Icons {
    private Icons() {}

    public static FontIcon of(String name) {
        return new FontIcon(name);
    }

    /// In a box of one width, so that the words after it line up.
    public static Node of(Sign sign) {
        var icon = new FontIcon(sign.icon());
        icon.getStyleClass().addAll("sign", sign.style(), sign.tone().style());
        var box = new StackPane(icon);
        box.getStyleClass().add("sign-box");
        return box;
    }
}

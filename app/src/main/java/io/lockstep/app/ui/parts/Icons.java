package io.lockstep.app.ui.parts;

import org.kordamp.ikonli.javafx.FontIcon;

/// Icons by name; size and colour come from the style sheet.
public final class Icons {
    private Icons() {}

    public static FontIcon of(String name) {
        return new FontIcon(name);
    }

    static FontIcon of(Sign sign) {
        var icon = new FontIcon(sign.icon());
        icon.getStyleClass().addAll("sign", sign.style(), sign.tone().style());
        return icon;
    }
}

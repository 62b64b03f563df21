package io.lockstep.app.ui;

import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.scene.Scene;

/// Dresses a scene. Colours are tokens in the style sheet; dark and light differ only there.
final class Look {
    private Look() {}

    static void dress(Scene scene, Theme theme) {
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().add(sheet().toExternalForm());
        wear(scene, theme);
    }

    static void wear(Scene scene, Theme theme) {
        var preferences = scene.getPreferences();
        switch (theme) {
            case SYSTEM -> preferences.colorSchemeProperty().set(null);
            case LIGHT -> preferences.setColorScheme(ColorScheme.LIGHT);
            case DARK -> preferences.setColorScheme(ColorScheme.DARK);
        }
    }

    private static URL sheet() {
        return Objects.requireNonNull(Look.class.getResource("console.css"), "console.css");
    }
}

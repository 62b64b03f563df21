package io.lockstep.app.cli;

import io.lockstep.app.ui.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Remembers which colours the operator chose, in a file of one word beside the settings.
record ThemeFile(Path file) {
    private static final System.Logger LOG = System.getLogger(ThemeFile.class.getName());

    static ThemeFile beside(Path settings) {
        return new ThemeFile(settings.resolveSibling("theme"));
    }

    /// The system's where nothing usable is remembered.
    Theme read() {
        try {
            var word = Files.exists(file) ? Files.readString(file).strip() : "";
            return Arrays.stream(Theme.values())
                    .filter(theme -> theme.name().equals(word))
                    .findFirst()
                    .orElse(Theme.SYSTEM);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the theme is not remembered", e);
            return Theme.SYSTEM;
        }
    }

    /// A choice that cannot be kept still counts for this window.
    void write(Theme theme) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, theme.name());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the theme is not remembered", e);
        }
    }
}

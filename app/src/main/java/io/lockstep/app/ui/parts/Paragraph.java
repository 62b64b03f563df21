package io.lockstep.app.ui.parts;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Running text that wraps and is never cut.
public final class Paragraph extends Label {

    public Paragraph(String... styles) {
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
        getStyleClass().addAll(styles);
    }

    /// Takes no room when it has nothing to say.
    public void say(String words) {
        setText(words);
        setVisible(!words.isEmpty());
        setManaged(!words.isEmpty());
    }
}

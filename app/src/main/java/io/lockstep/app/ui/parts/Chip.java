package io.lockstep.app.ui.parts;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// One word in a frame: a state.
public final class Chip extends Label {

    public Chip() {
        getStyleClass().add("chip");
        setMinWidth(Region.USE_PREF_SIZE);
    }

    public void show(String word, Tone tone) {
        setText(word);
        for (var each : Tone.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == tone);
        }
    }
}

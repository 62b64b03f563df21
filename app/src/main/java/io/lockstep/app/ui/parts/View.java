package io.lockstep.app.ui.parts;

import javafx.scene.Parent;

/// One page of the console. It knows how a moment looks, never how it came about.
public interface View {

    Parent root();

    /// Called on the JavaFX thread, once for each snapshot and once a second.
    void render(Moment moment);
}

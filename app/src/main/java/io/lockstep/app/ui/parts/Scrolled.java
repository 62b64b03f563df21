package io.lockstep.app.ui.parts;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// A page that fills the window and scrolls when it needs more.
public final class Scrolled {
    private Scrolled() {}

    public static ScrollPane of(Region page) {
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("view");
        return scroll;
    }
}

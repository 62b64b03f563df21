package io.lockstep.app.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The bottom of the window: what was last done, who serves, what time it is here and in UTC.
final class FootLine {
    private final Label journal = new Label();
    private final Label engine = new Label();
    private final Label clock = new Label();
    private final HBox root;

    FootLine() {
        journal.setId("foot-journal");
        engine.setId("foot-engine");
        clock.setId("foot-clock");
        journal.setMinWidth(0);
        engine.setMinWidth(Region.USE_PREF_SIZE);
        clock.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        root = new HBox(journal, space, engine, clock);
        root.getStyleClass().add("foot-line");
    }

    Region root() {
        return root;
    }

    void render(FrameFacts facts) {
        journal.setText(facts.journal());
        engine.setText(facts.engine());
        clock.setText(facts.clock());
    }
}

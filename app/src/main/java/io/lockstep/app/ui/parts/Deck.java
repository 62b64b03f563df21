package io.lockstep.app.ui.parts;

import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Intents;
import java.util.function.Consumer;

/// What every view has at hand.
///
/// @param go opens a view
/// @param ask opens the upgrade view with that question put to the operator
/// @param still no motion is wanted
public record Deck(
        Texts texts,
        Figures figures,
        Intents intents,
        Consumer<Place> go,
        Consumer<Question> ask,
        boolean still) {

    /// What is only done after its consequence was read.
    public enum Question {
        ROLL_BACK,
        DISARM
    }
}

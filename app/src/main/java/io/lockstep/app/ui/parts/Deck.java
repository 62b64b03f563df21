package io.lockstep.app.ui.parts;

import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Intents;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What every view has at hand.
///
/// @param go opens a view
/// @param ask opens the upgrade view with that question put to the operator
/// @param copy puts a text on the clipboard
/// @param pick asks the person for a file; empty when none was chosen
/// @param act opens the sheet in which that is done on the chain
/// @param still no motion is wanted
public record Deck(
        Texts texts,
        Figures figures,
        Intents intents,
        Consumer<Place> go,
        Consumer<Question> ask,
        Consumer<String> copy,
        Supplier<Optional<Path>> pick,
        Consumer<Wanted> act,
        boolean still) {

    /// What an operator may want to do on the chain.
    public sealed interface Wanted {
        record ProposeVersion() implements Wanted {}

        record ProposeUpgrade() implements Wanted {}

        record Vote(long proposal) implements Wanted {}

        record Fund(long proposal) implements Wanted {}

        record Cancel(long proposal) implements Wanted {}

        record SignFile() implements Wanted {}

        record SendFile() implements Wanted {}
    }

    /// What is only done after its consequence was read.
    public enum Question {
        ROLL_BACK,
        DISARM,
        /// Once the candidate serves: dangerous, so a word is typed.
        SWITCH_BACK,
        /// Goes past a failing check, for a reason that is typed.
        OVERRIDE
    }
}

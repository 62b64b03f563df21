package io.lockstep.app.ui;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.samples.Charts;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the window needs to know about its surroundings.
///
/// @param zone of the operator
/// @param theme to begin with
/// @param remember keeps the theme the operator chose
/// @param desk where it acts on the chain, asked anew each time; empty for a window that only shows
/// @param hands where it acts by hand on containers and routes, as `desk`
/// @param charts of what was sampled; empty where nothing is kept
/// @param reducedMotion nothing moves, whatever the system says
public record ConsoleContext(
        ZoneId zone,
        Clock clock,
        Theme theme,
        Consumer<Theme> remember,
        boolean reducedMotion,
        FirstRun firstRun,
        Optional<Supplier<ChainDesk>> desk,
        Optional<Supplier<HandDesk>> hands,
        Optional<Charts> charts) {

    /// Of a window that only shows.
    public ConsoleContext(
            ZoneId zone,
            Clock clock,
            Theme theme,
            Consumer<Theme> remember,
            boolean reducedMotion,
            FirstRun firstRun) {
        this(
                zone,
                clock,
                theme,
                remember,
                reducedMotion,
                firstRun,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

package io.lockstep.app.ui;

import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Consumer;

/// What the window needs to know about its surroundings.
///
/// @param zone of the operator
/// @param theme to begin with
/// @param remember keeps the theme the operator chose
/// @param reducedMotion nothing moves, whatever the system says
public record ConsoleContext(
        ZoneId zone,
        Clock clock,
        Theme theme,
        Consumer<Theme> remember,
        boolean reducedMotion,
        FirstRun firstRun) {}

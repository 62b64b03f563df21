package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.Rehearsal.Audience;

/// Shows a rehearsal in a window where there is a display for one.
@FunctionalInterface
interface RehearsalWindow {
    Audience audience(Narrator narrator, Terminal terminal);
}

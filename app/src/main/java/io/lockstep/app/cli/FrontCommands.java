package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;

/// The commands over an nginx that was there before Lockstep.
final class FrontCommands {
    private FrontCommands() {}

    static void on(CommandLineProgram program, Parts parts, Terminal terminal) {
        program.with(
                new FrontCommand(),
                new FrontAdoptCommand(terminal),
                new FrontRestoreCommand(terminal),
                new FrontStatusCommand(terminal),
                new FrontDefaultCommand(terminal),
                new FrontSwitchCommand(parts, terminal));
    }
}

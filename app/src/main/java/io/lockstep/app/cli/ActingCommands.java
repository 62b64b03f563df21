package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;

/// The commands that act on the chain or keep keys for it.
final class ActingCommands {
    private ActingCommands() {}

    static CommandLineProgram on(
            CommandLineProgram program, Parts parts, Terminal terminal, Asking asking) {
        var run = new ActRun(terminal, asking, parts.registries());
        return program.with(
                        new TxCommand(),
                        new TxSignCommand(terminal, asking),
                        new TxEncodeCommand(terminal),
                        new TxBroadcastCommand(terminal))
                .with(
                        new KeysCommand(),
                        new KeysAddCommand(terminal, asking),
                        new KeysImportCommand(terminal, asking),
                        new KeysListCommand(terminal),
                        new KeysShowCommand(terminal),
                        new KeysRemoveCommand(terminal, asking))
                .with(
                        new ProposeCommand(),
                        new ProposeNodeVersionCommand(run),
                        new ProposeSoftwareUpgradeCommand(run))
                .with(new VoteCommand(run))
                .with(new DepositCommand(run))
                .with(new CancelCommand(run));
    }
}

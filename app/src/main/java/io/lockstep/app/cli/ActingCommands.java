package io.lockstep.app.cli;

/// The commands that act on the chain or keep keys for it.
final class ActingCommands {
    private ActingCommands() {}

    static CommandLineProgram on(CommandLineProgram program, Terminal terminal, Asking asking) {
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
                        new ProposeNodeVersionCommand(terminal, asking),
                        new ProposeSoftwareUpgradeCommand(terminal, asking))
                .with(new VoteCommand(terminal, asking))
                .with(new DepositCommand(terminal, asking))
                .with(new CancelCommand(terminal, asking));
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.nodes.NodeWish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lets the API node use an MLNode again.
@Command(
        name = "enable",
        description = "Lets the API node use an MLNode again.",
        footer = {"", "Examples:", "  lockstep nodes enable node1"})
final class NodesEnableCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final NodeActs acts = new NodeActs();

    @Parameters(paramLabel = "ID", description = "as lockstep nodes shows it")
    private String id = "";

    NodesEnableCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    @Override
    public Integer call() throws InterruptedException {
        return acts.run(new NodeWish.Enable(id), addresses, terminal, asking);
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.nodes.NodeWish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lets the API node use an MLNode no longer from the next PoC on.
@Command(
        name = "disable",
        description = "Lets the API node use an MLNode no longer from the next PoC on.",
        footer = {"", "Examples:", "  lockstep nodes disable node1"})
final class NodesDisableCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final NodeActs acts = new NodeActs();

    @Parameters(paramLabel = "ID", description = "as lockstep nodes shows it")
    private String id = "";

    NodesDisableCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    @Override
    public Integer call() throws InterruptedException {
        return acts.run(new NodeWish.Disable(id), addresses, terminal, asking);
    }
}

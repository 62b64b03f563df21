package io.lockstep.app.cli;

import io.lockstep.app.nodes.NodeWish;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Registers an MLNode at another host or other ports, such as those of the engine.
@Command(
        name = "move",
        description = "Register an MLNode at another host or other ports, such as the engine's.",
        footer = {
            "",
            "Examples:",
            "  lockstep nodes move node1 --host lockstep-engine",
            "  lockstep nodes move node1 --host 10.0.0.7 --inference-port 5050 --poc-port 8080",
            "",
            "Shows what it would do and asks. Ends with 0 when the API node found the MLNode at its",
            "new address; otherwise the old address is registered again and it ends with 1."
        })
final class NodesMoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final NodeActs acts = new NodeActs();

    @Parameters(paramLabel = "ID", description = "as lockstep nodes shows it")
    private String id = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "a bare name or number, as the API node reaches it")
    private Optional<String> host = Optional.empty();

    @Option(names = "--inference-port", paramLabel = "PORT", description = "5000 in the network")
    private Optional<Integer> inferencePort = Optional.empty();

    @Option(names = "--poc-port", paramLabel = "PORT", description = "8080 in the network")
    private Optional<Integer> pocPort = Optional.empty();

    NodesMoveCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    @Override
    public Integer call() throws InterruptedException {
        return acts.run(
                new NodeWish.Move(id, host, inferencePort, pocPort), addresses, terminal, asking);
    }
}

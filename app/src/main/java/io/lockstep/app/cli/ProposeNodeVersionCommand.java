package io.lockstep.app.cli;

import io.lockstep.chain.tx.Proposed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proposes an MLNode version from a height on.
@Command(name = "node-version", description = "Propose an MLNode version from a height on.")
final class ProposeNodeVersionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ActDesk desk;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();
    @Mixin private final Proposing proposing = new Proposing();

    @Parameters(paramLabel = "VERSION", description = "such as v3.0.9")
    private String version = "";

    @Option(names = "--height", paramLabel = "H", required = true, description = "from this block")
    private long height;

    ProposeNodeVersionCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        desk = new ActDesk(terminal, asking);
    }

    @Override
    public Integer call() {
        return desk.run(
                acting,
                addresses,
                proposer ->
                        proposing.proposal(
                                proposer,
                                Proposed.nodeVersion(version, height),
                                "MLNode " + version,
                                "Switch MLNodes to %s from block %d on.".formatted(version, height),
                                addresses,
                                terminal));
    }
}

package io.lockstep.app.cli;

import io.lockstep.chain.tx.Proposed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proposes a halt of the chain for a new program.
@Command(
        name = "software-upgrade",
        description = "Propose that the chain halts at a height for a new program.")
final class ProposeSoftwareUpgradeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ActDesk desk;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();
    @Mixin private final Proposing proposing = new Proposing();

    @Parameters(paramLabel = "NAME", description = "such as v0.2.1")
    private String name = "";

    @Option(names = "--height", paramLabel = "H", required = true, description = "halt there")
    private long height;

    @Option(
            names = "--info",
            paramLabel = "FILE",
            description = "what the plan says about programs and node_version, as JSON")
    private Optional<Path> info = Optional.empty();

    ProposeSoftwareUpgradeCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        desk = new ActDesk(terminal, asking);
    }

    @Override
    public Integer call() {
        var text = info.map(TxFiles::read).map(String::strip).orElse("");
        return desk.run(
                acting,
                addresses,
                proposer ->
                        proposing.proposal(
                                proposer,
                                Proposed.softwareUpgrade(name, height, text),
                                "Software upgrade " + name,
                                "Halt at block %d for %s.".formatted(height, name),
                                addresses,
                                terminal));
    }
}

package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.TransactionFiles;
import io.lockstep.app.acting.Wording;
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
    private final ActRun run;

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

    ProposeSoftwareUpgradeCommand(ActRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        var words = Wording.softwareUpgrade(name, Long.toString(height));
        var text = info.map(TransactionFiles::read).map(String::strip).orElse("");
        return run.run(
                acting,
                addresses,
                new Act.SoftwareUpgrade(name, height, text, proposing.terms(words)),
                proposing.force);
    }
}

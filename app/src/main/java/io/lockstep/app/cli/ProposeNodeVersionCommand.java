package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.Wording;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proposes an MLNode version from a height on.
@Command(name = "node-version", description = "Propose an MLNode version from a height on.")
final class ProposeNodeVersionCommand implements Callable<Integer> {
    private final ActRun run;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();
    @Mixin private final Proposing proposing = new Proposing();

    @Parameters(paramLabel = "VERSION", description = "such as v3.0.9")
    private String version = "";

    @Option(names = "--height", paramLabel = "H", required = true, description = "from this block")
    private long height;

    ProposeNodeVersionCommand(ActRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        var words = Wording.nodeVersion(version, Long.toString(height));
        return run.run(
                acting,
                addresses,
                new Act.NodeVersion(version, height, proposing.terms(words)),
                proposing.force);
    }
}

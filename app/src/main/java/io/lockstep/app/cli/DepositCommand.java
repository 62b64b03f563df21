package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Adds to the deposit of a proposal.
@Command(
        name = "deposit",
        description = "Add to the deposit of a proposal.",
        footer = {"", "Example:", "  lockstep deposit 7 25gonka --from operator"})
final class DepositCommand implements Callable<Integer> {
    private final ActRun run;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();

    @Parameters(index = "0", paramLabel = "ID", description = "number of the proposal")
    private long id;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "such as 25gonka")
    private String amount = "";

    DepositCommand(ActRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return run.run(acting, addresses, new Act.Fund(id, amount));
    }
}

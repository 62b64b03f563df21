package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes back a proposal of one's own.
@Command(
        name = "cancel",
        description = "Take back a proposal of one's own; part of its deposit is lost.",
        footer = {"", "Example:", "  lockstep cancel 7 --from operator"})
final class CancelCommand implements Callable<Integer> {
    private final ActRun run;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();

    @Parameters(index = "0", paramLabel = "ID", description = "number of the proposal")
    private long id;

    CancelCommand(ActRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return run.run(acting, addresses, new Act.Cancel(id));
    }
}

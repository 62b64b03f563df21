package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Votes on a proposal.
@Command(
        name = "vote",
        description = "Vote on a proposal.",
        footer = {
            "",
            "Examples:",
            "  lockstep vote 7 yes --from operator",
            "  lockstep vote 7 yes=0.7,no=0.3 --from operator",
            "  lockstep vote 7 no --from warm --exec-as gonka1..."
        })
final class VoteCommand implements Callable<Integer> {
    private final ActRun run;

    @Mixin private final Addresses addresses = new Addresses();
    @Mixin private final Acting acting = new Acting();

    @Parameters(index = "0", paramLabel = "ID", description = "number of the proposal")
    private long id;

    @Parameters(
            index = "1",
            paramLabel = "VOTE",
            description = "yes, no, abstain, no_with_veto, or shares like yes=0.7,no=0.3")
    private String vote = "";

    VoteCommand(ActRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return run.run(acting, addresses, new Act.Vote(id, vote));
    }
}

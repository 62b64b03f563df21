package io.lockstep.engine;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Puts an older generation's content in force again.
@Command(
        name = "rollback",
        description = {
            "Puts the routes and upstreams of an older generation in force again.",
            "They get a new number; lockstep engine history shows which can be had."
        },
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Parameters(paramLabel = "GENERATION", description = "Its number.")
    private long generation;

    @Option(names = "--dry-run", description = "Says what it would do, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Does not look whether upstreams answer.")
    private boolean force;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        var told = new ChangeTold(spec.commandLine().getOut(), json);
        try (var engine = running.open()) {
            return dryRun
                    ? told.plan(engine.planRollback(generation))
                    : told.made(engine, () -> engine.rollback(generation, force));
        }
    }
}

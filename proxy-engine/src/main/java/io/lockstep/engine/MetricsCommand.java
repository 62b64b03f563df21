package io.lockstep.engine;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what a running engine counts, as OpenMetrics.
@Command(
        name = "metrics",
        description = "Prints what a running engine counts, as OpenMetrics.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Override
    public Integer call() {
        try (var engine = running.open()) {
            spec.commandLine().getOut().print(engine.metrics());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}

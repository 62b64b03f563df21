package io.lockstep.engine;

import io.lockstep.engine.control.EngineJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what a running engine says of itself, as JSON.
@Command(
        name = "status",
        description = "Prints what a running engine says of itself, as JSON.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Override
    public Integer call() {
        try (var engine = running.open()) {
            spec.commandLine().getOut().println(EngineJson.of(engine.status()));
            return 0;
        }
    }
}

package io.lockstep.engine;

import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineJson;
import io.lockstep.engine.control.UnixSocketTransport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints what a running engine says of itself, as JSON.
@Command(
        name = "status",
        description = "Prints what a running engine says of itself, as JSON.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--control",
            required = true,
            paramLabel = "SOCKET",
            description = "The socket.")
    private Path control = Path.of("");

    @Override
    public Integer call() {
        try (var engine = EngineClient.over(new UnixSocketTransport(control))) {
            spec.commandLine().getOut().println(EngineJson.of(engine.status()));
            return 0;
        }
    }
}

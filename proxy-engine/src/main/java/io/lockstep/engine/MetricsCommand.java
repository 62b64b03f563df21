package io.lockstep.engine;

import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints what a running engine counts, as OpenMetrics.
@Command(
        name = "metrics",
        description = "Prints what a running engine counts, as OpenMetrics.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--control",
            paramLabel = "SOCKET",
            description = "The socket; not needed where one engine runs.")
    private Path control = Path.of("");

    @Override
    public Integer call() {
        try (var engine = EngineClient.over(new UnixSocketTransport(ControlPlace.or(control)))) {
            spec.commandLine().getOut().print(engine.metrics());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}

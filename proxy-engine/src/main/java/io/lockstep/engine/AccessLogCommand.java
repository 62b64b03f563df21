package io.lockstep.engine;

import io.lockstep.engine.observe.LogSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Switches the access log of a running engine.
@Command(
        name = "access-log",
        description = "Switches the access log of a running engine.",
        mixinStandardHelpOptions = true)
final class AccessLogCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE|-|off",
            description = "A file where the engine runs, its standard output, or no log.")
    private String to = "";

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "How a line looks; text when not given.")
    private LogSettings.Format format = LogSettings.Format.TEXT;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Logs one exchange in N, and every error; 1, as when not given, all.")
    private int sample = 1;

    @Mixin private RunningEngine running = new RunningEngine();

    @Override
    public Integer call() {
        var settings =
                to.equals("off")
                        ? LogSettings.OFF
                        : new LogSettings(Optional.of(place()), format, sample);
        try (var engine = running.open()) {
            engine.accessLog(settings);
            spec.commandLine()
                    .getOut()
                    .println(
                            settings.to()
                                    .map("The engine logs to %s from now on."::formatted)
                                    .orElse("The engine logs no exchanges from now on."));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /// The engine may have been started elsewhere.
    private String place() {
        return to.equals("-") ? to : Path.of(to).toAbsolutePath().toString();
    }
}

package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lockstep.app.bench.TelemetryBench;
import io.lockstep.app.bench.TelemetryReport;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures what watching GPUs and hosts costs this process.
@Command(
        name = "telemetry",
        description = "Measure what watching a host with 8 GPUs, and 100 hosts, costs us.",
        footer = {
            "",
            "Examples:",
            "  lockstep bench telemetry",
            "  lockstep bench telemetry --seconds 60 --json",
            "",
            "Ends with 0 when both bounds are met: 1 % of one core for a host, half a core for 100."
        })
final class BenchTelemetryCommand implements Callable<Integer> {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Terminal terminal;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", paramLabel = "S", description = "length of each reading; 30")
    private int seconds = 30;

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    BenchTelemetryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || seconds > 3600) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be between 1 and 3600");
        }
        var report = TelemetryBench.run(Duration.ofSeconds(seconds));
        if (json) {
            terminal.say(text(report));
        } else {
            report.lines().forEach(terminal::say);
        }
        return report.met() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static String text(TelemetryReport report) {
        try {
            return JSON.writeValueAsString(RecordJson.of(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}

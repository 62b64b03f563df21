package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.MetricsServer;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// What an operator may want to see of an engine, as flags of `run`.
final class ObserveOptions {
    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[^:=/,\\s]+):(?<port>\\d{1,5})");

    @Option(
            names = "--access-log",
            paramLabel = "FILE|-",
            description = {
                "Logs exchanges to a file, 4 of 64 MiB at most, or to standard output.",
                "Engines that replace each other may share it; one that was moved away is begun anew."
            })
    private Optional<String> accessLog = Optional.empty();

    @Option(
            names = "--access-log-format",
            paramLabel = "text|json",
            description = "How a line looks; text when not given.")
    private LogSettings.Format format = LogSettings.Format.TEXT;

    @Option(
            names = "--access-log-sample",
            paramLabel = "N",
            description = "Logs one exchange in N, and every error; 1, as when not given, all.")
    private int sample = 1;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description = "Serves /metrics (OpenMetrics) there; a loopback address.")
    private Optional<String> metrics = Optional.empty();

    @Option(
            names = "--metrics-anywhere",
            description = "Lets --metrics be an address that other machines reach.")
    private boolean anywhere;

    LogSettings log() {
        return new LogSettings(accessLog, format, sample);
    }

    Optional<MetricsServer.Place> metrics() {
        return metrics.map(this::place);
    }

    private MetricsServer.Place place(String text) {
        var found = ADDRESS.matcher(text);
        if (!found.matches() || Integer.parseInt(found.group("port")) > 65535) {
            throw new ProblemException(
                    new Problem(
                            "engine.badFlag",
                            "--metrics %s is not HOST:PORT.".formatted(text),
                            "Nothing was started.",
                            "Write it as 127.0.0.1:9090."));
        }
        return new MetricsServer.Place(
                found.group("host"), Integer.parseInt(found.group("port")), anywhere);
    }
}

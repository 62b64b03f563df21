package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.UnixSocketTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Asks a running engine to end, and waits for that if it is told how long.
@Command(
        name = "quit",
        description = "Asks an engine to take no new request, answer those in flight, and end.",
        mixinStandardHelpOptions = true)
final class QuitCommand implements Callable<Integer> {
    private static final Duration BREATH = Duration.ofMillis(50);
    private static final int FAILED = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--control",
            required = true,
            paramLabel = "SOCKET",
            description = "The socket.")
    private Path control = Path.of("");

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            converter = Span.class,
            description =
                    "Waits that long for its end, such as 30s, 10m or 24h; exit code 1 after.")
    private Optional<Duration> within = Optional.empty();

    @Override
    public Integer call() {
        try (var engine = EngineClient.over(new UnixSocketTransport(control))) {
            var pid = engine.status().pid();
            engine.quit();
            var left = within.flatMap(limit -> left(engine, pid, System.nanoTime(), limit));
            left.ifPresent(status ->
                    spec.commandLine().getErr().println(stillDraining(status).sentence()));
            return left.isPresent() ? FAILED : 0;
        }
    }

    /// The last status of an engine that did not end in time.
    private static Optional<EngineStatus> left(
            EngineClient engine, long pid, long since, Duration limit) {
        var last = status(engine, pid);
        while (last.isPresent() && System.nanoTime() - since < limit.toNanos()) {
            LockSupport.parkNanos(BREATH.toNanos());
            last = status(engine, pid);
        }
        return last;
    }

    private static Optional<EngineStatus> status(EngineClient engine, long pid) {
        try {
            return Optional.of(engine.status()).filter(status -> status.pid() == pid);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Problem stillDraining(EngineStatus status) {
        return new Problem(
                "engine.stillDraining",
                "The engine has not ended yet: %d requests are in flight."
                        .formatted(status.traffic().inFlight()),
                "It takes no new request and ends when these are answered.",
                "Wait, or end it with SIGTERM, which cuts them off after 30 s.");
    }

    /// A whole number with `s`, `m` or `h`.
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smh])");

        @Override
        public Duration convert(String text) {
            var found = FORM.matcher(text);
            if (!found.matches()) {
                throw new TypeConversionException("%s is not like 30s, 10m or 24h".formatted(text));
            }
            var number = Long.parseLong(found.group(1));
            return switch (found.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}

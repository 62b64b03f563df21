package io.lockstep.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lockstep.app.bench.BenchPlan;
import io.lockstep.app.bench.BenchReport;
import io.lockstep.app.bench.BenchText;
import io.lockstep.app.bench.ProxyBench;
import io.lockstep.app.bench.Work;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures the engine beside nginx, HAProxy and a bare forwarder.
@Command(
        name = "proxy",
        description = "Measure engine, nginx, HAProxy and a bare forwarder in one run.",
        footer = {
            "",
            "Examples:",
            "  lockstep bench proxy --json bench.json",
            "  lockstep bench proxy --only small --rounds 3 --seconds 2",
            "  lockstep bench proxy --only streams,replaced --streams 500"
        })
final class BenchProxyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    private final List<String> java;
    private final Terminal terminal;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there, too")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "readings of each; 5")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "length of a reading; 2")
    private int seconds = 2;

    @Option(
            names = "--only",
            paramLabel = "WORK",
            split = ",",
            description = "only these of small, down, up, streams, idle, one, changes, replaced")
    private Set<Work> only = EnumSet.allOf(Work.class);

    @Option(names = "--streams", paramLabel = "N", description = "event streams at once; 2000")
    private int streams = 2000;

    @Option(names = "--events", paramLabel = "N", description = "a second on each stream; 20")
    private int events = 20;

    BenchProxyCommand(List<String> java, Terminal terminal) {
        this.java = java;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        within("--rounds", rounds, 100);
        within("--seconds", seconds, 600);
        within("--streams", streams, 2000);
        within("--events", events, 1000);
        json.ifPresent(file -> write(file, ""));
        var plan = new BenchPlan(rounds, Duration.ofSeconds(seconds), streams, events, only);
        var bench = new ProxyBench(plan, java, terminal::say, Clock.systemUTC());
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        var report = bench.run(path + ":/usr/local/sbin:/usr/sbin:/sbin");
        terminal.say(BenchText.of(report));
        json.ifPresent(file -> write(file, text(report)));
        return report.notMeasured().isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private void within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be between 1 and %d".formatted(option, most));
        }
    }

    private static String text(BenchReport report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Once before minutes are spent, too.
    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.json",
                            "The report cannot be written to %s.".formatted(file),
                            "Nothing else was changed.",
                            "Name a file in a folder that is there and writable."),
                    e);
        }
    }
}

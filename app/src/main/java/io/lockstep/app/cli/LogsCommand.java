package io.lockstep.app.cli;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the log of one container, wherever it runs.
@Command(
        name = "logs",
        description = "Show the log of a container; it is looked for on every host.",
        footer = {
            "",
            "Examples:",
            "  lockstep logs join-mlnode-308-1 --tail 200 --grep 'error|CUDA'",
            "  lockstep logs join-mlnode-308-1 --follow"
        })
final class LogsCommand implements Callable<Integer> {
    private final Function<Optional<String>, HostReader> readers;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Parameters(paramLabel = "NAME", description = "name or id of the container")
    private String name = "";

    @Option(names = "--tail", paramLabel = "N", description = "how many of the newest lines")
    private int tail = 100;

    @Option(names = "--follow", description = "go on until the container ends")
    private boolean follow;

    @Option(
            names = "--grep",
            paramLabel = "PATTERN",
            description = "only lines with this regular expression, capitals or not")
    private Optional<String> grep = Optional.empty();

    LogsCommand(Function<Optional<String>, HostReader> readers, Terminal terminal) {
        this.readers = readers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var wanted = pattern();
        List<String> troubles = new ArrayList<>();
        for (var host : Host.named(addresses.settings().hosts())) {
            try (var reader = readers.apply(host.address())) {
                if (reader.container(name).isPresent()) {
                    reader.log(name, tail, follow, line -> show(line, wanted));
                    return ExitCode.FINE;
                }
            } catch (ProblemException e) {
                troubles.add(host.name() + ": " + e.problem().sentence());
            }
        }
        troubles.forEach(trouble -> terminal.complain(Printable.line(trouble)));
        if (troubles.isEmpty()) {
            throw HostProblems.missing(name);
        }
        return ExitCode.MISSING;
    }

    private void show(String line, Optional<Pattern> wanted) {
        if (wanted.map(pattern -> pattern.matcher(line).find()).orElse(true)) {
            terminal.say(Printable.line(line));
        }
    }

    private Optional<Pattern> pattern() {
        try {
            return grep.map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException e) {
            throw HostProblems.problem(
                    "usage.pattern",
                    "%s is no regular expression: %s."
                            .formatted(grep.orElse(""), e.getDescription()),
                    "Nothing was read.",
                    "Put a backslash before signs that are meant as they are.");
        }
    }
}

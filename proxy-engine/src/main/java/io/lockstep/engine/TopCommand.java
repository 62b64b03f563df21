package io.lockstep.engine;

import io.lockstep.engine.control.EngineJson;
import io.lockstep.engine.top.Top;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows what a running engine does.
@Command(
        name = "top",
        description = "Draws live what a running engine does; q quits.",
        footer = {
            "",
            "Where the output is no terminal, or with --once, one interval is printed as text.",
            "Colours are left out where NO_COLOR is set."
        },
        mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    private static final Pattern TIME = Pattern.compile("(?<number>\\d{1,6})(?<unit>ms|s|)");
    private static final Duration SHORTEST = Duration.ofMillis(100);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "How often it looks, such as 500ms or 2s; 1s when not given.")
    private String interval = "1s";

    @Option(names = "--once", description = "Prints one interval and ends.")
    private boolean once;

    @Option(names = "--json", description = "Prints JSON, one object a line for each interval.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var every = time();
        try (var engine = running.open()) {
            var top = new Top(engine, every, Clock.systemUTC());
            if (json && !once) {
                top.forever(view -> say(EngineJson.line(view)));
            } else if (json) {
                say(EngineJson.line(top.once()));
            } else if (once || !Top.isLive()) {
                Top.plain(top.once()).forEach(this::say);
            } else {
                top.live();
            }
            return 0;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private Duration time() {
        var found = TIME.matcher(interval);
        if (!found.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--interval must be a time such as 500ms or 2s");
        }
        var number = Long.parseLong(found.group("number"));
        var every =
                found.group("unit").equals("ms")
                        ? Duration.ofMillis(number)
                        : Duration.ofSeconds(number);
        if (every.compareTo(SHORTEST) < 0) {
            throw new ParameterException(spec.commandLine(), "--interval must be 100ms or longer");
        }
        return every;
    }
}
